-- Whether Zoom named a Business, Enterprise or Education plan: such accounts may ask more in a second.
alter table zoom_grant add column business boolean not null default false;

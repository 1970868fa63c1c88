-- Whom a host refused or removed from a call, so that they stay out wherever its room is kept next.
-- `who` is a booking; nobody is kept out for longer than half a day.
create table call_bar (
  who text primary key,
  until timestamptz not null
);

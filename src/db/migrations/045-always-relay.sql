-- Built-in calls go through our relay alone, so that nobody learns the address of another.
alter table account add column always_relay boolean not null default false;

-- Zoom tells the same event more than once. Only a fingerprint is kept, for as long as it may come again.
create table zoom_event (
  fingerprint text primary key,
  received_at timestamptz not null
);
create index zoom_event_by_age on zoom_event (received_at);

-- Somebody said that the meeting may have changed at the provider: it is to be read again.
alter table observed_meeting add column look_wanted_at timestamptz;

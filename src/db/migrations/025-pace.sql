-- Zoom takes so many creates and updates per user and UTC day. The count goes with the permission.
create table zoom_allowance (
  grant_id uuid primary key references zoom_grant (id) on delete cascade,
  -- The midnight with which the day began that `used` is about.
  day timestamptz not null,
  used integer not null,
  -- When the last of this user's waiting requests has its turn.
  queue_until timestamptz
);

-- When requests left us lately, per Zoom account, which is known here by a fingerprint only. What a
-- crash takes along would be out of date a second later.
create unlogged table zoom_pace (
  account text primary key,
  lanes jsonb not null,
  used_at timestamptz not null
);

-- Whoever waits for Zoom to answer again is looked for each time it does.
create index observed_meeting_waiting on observed_meeting (updated_at) where outcome = 'retry';

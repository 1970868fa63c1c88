-- Parley is said to have been removed at Zoom, which has not been heard about it yet.
alter table zoom_grant add column removal_said_at timestamptz;

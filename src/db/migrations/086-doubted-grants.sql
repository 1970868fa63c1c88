-- When Zoom last left it open whether it had made a meeting: what comes of it late is looked for.
alter table zoom_grant add column doubted_at timestamptz;

-- Whether meetings can be made, moved and removed with a grant, tried out with a throw-away meeting.
-- One row for each grant; it knows the meeting by its mark until it is surely gone.
create table rehearsal (
  grant_id uuid primary key references zoom_grant (id) on delete cascade,
  mark text not null unique,
  asked_at timestamptz not null,
  tried jsonb not null default '[]',
  creating_since timestamptz,
  meeting_id text,
  attempts integer not null default 0,
  reason jsonb,
  look_again_at timestamptz,
  leased_until timestamptz,
  ended_at timestamptz
);

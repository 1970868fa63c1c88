-- Recordings of built-in calls. The pictures themselves are files; a row without its file is an
-- unfinished or broken one, a file without its row is deleted by the sweep.
create table recording (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  session_id uuid not null references session (id) on delete cascade,
  -- Whose browser sends it.
  person_id uuid references person (id) on delete set null,
  began_at timestamptz not null,
  -- The parts that have come so far.
  bytes bigint not null default 0,
  heard_at timestamptz not null,
  stopped_at timestamptz,
  -- No more parts are taken.
  closed_at timestamptz,
  -- Made whole: it can be played, and searched through.
  ready_at timestamptz,
  file text,
  seconds integer,
  guests_may_see boolean not null default false
);
create index recording_of_session on recording (session_id);
create index recording_unfinished on recording (heard_at) where ready_at is null;

-- Everybody who agreed to be recorded, and when.
create table recording_consent (
  recording_id uuid not null references recording (id) on delete cascade,
  name text not null,
  role text not null check (role in ('host', 'guest')),
  agreed_at timestamptz not null
);
create index recording_consent_of_recording on recording_consent (recording_id);

-- 0: until a host deletes them.
alter table account
  add column recordings_kept_days integer not null default 30 check (recordings_kept_days between 0 and 3650);

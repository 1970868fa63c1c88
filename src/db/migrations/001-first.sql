-- The exclusion constraint below mixes an id with a range; plain GiST knows only ranges.
create extension if not exists btree_gist;

-- People and their logins. Shape given by better-auth; names are ours.
create table person (
  id uuid primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table login (
  id uuid primary key,
  person_id uuid not null references person (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index login_of_person on login (person_id);

create table sign_in_method (
  id uuid primary key,
  person_id uuid not null references person (id) on delete cascade,
  provider_id text not null,
  provider_account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sign_in_method_of_person on sign_in_method (person_id);

create table verification (
  -- Text: better-auth also reserves rows under hashes.
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_by_identifier on verification (identifier);

-- What a person runs.
create table account (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (length(name) between 1 and 120),
  tagline text not null default '' check (length(tagline) <= 200),
  hours jsonb not null,
  default_place text not null default 'built-in' check (default_place in ('built-in', 'zoom')),
  guests_may_change boolean not null default true,
  change_notice_minutes integer not null default 0 check (change_notice_minutes between 0 and 43200),
  created_at timestamptz not null
);

create table member (
  account_id uuid not null references account (id) on delete cascade,
  person_id uuid not null references person (id) on delete cascade,
  role text not null check (role in ('owner', 'host')),
  joined_at timestamptz not null,
  primary key (account_id, person_id)
);
create index member_by_person on member (person_id);

create table api_key (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  key_hash text not null unique,
  made_by uuid references person (id) on delete set null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index api_key_of_account on api_key (account_id);

create table service (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (length(name) between 1 and 120),
  description text not null default '' check (length(description) <= 2000),
  duration_minutes integer not null check (duration_minutes between 5 and 720),
  step_minutes integer not null check (step_minutes between 5 and 720),
  buffer_before_minutes integer not null default 0 check (buffer_before_minutes between 0 and 240),
  buffer_after_minutes integer not null default 0 check (buffer_after_minutes between 0 and 240),
  notice_minutes integer not null default 120 check (notice_minutes between 0 and 43200),
  horizon_days integer not null default 60 check (horizon_days between 1 and 730),
  capacity integer not null default 1 check (capacity between 1 and 500),
  place text not null default 'default' check (place in ('default', 'built-in', 'zoom', 'words')),
  place_words text not null default '' check (length(place_words) <= 500),
  switched_off_at timestamptz,
  created_at timestamptz not null,
  unique (account_id, slug)
);

-- A session takes one stretch of its account's time. The database itself refuses a second one
-- on any part of it: a check before an insert can always be overtaken.
create table session (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  service_id uuid not null references service (id),
  service_name text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  blocked_from timestamptz not null,
  blocked_until timestamptz not null,
  capacity integer not null,
  place text not null check (place in ('built-in', 'zoom', 'words')),
  place_words text not null default '',
  cancelled_at timestamptz,
  created_at timestamptz not null,
  unique (id, capacity),
  check (starts_at < ends_at and blocked_from <= starts_at and ends_at <= blocked_until),
  constraint one_session_at_a_time exclude using gist (
    account_id with =,
    tstzrange(blocked_from, blocked_until) with &&
  ) where (cancelled_at is null)
);
create index session_by_end on session (account_id, blocked_until);

-- One guest's place. Seats are numbered, so a full session cannot take one more.
create table booking (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  session_id uuid not null,
  capacity integer not null,
  seat integer not null,
  token text not null unique,
  guest_name text not null,
  guest_email text not null,
  guest_zone text not null,
  note text not null default '',
  calendar_sequence integer not null default 0,
  cancelled_at timestamptz,
  cancelled_by text check (cancelled_by in ('guest', 'host')),
  cancel_reason text not null default '',
  created_at timestamptz not null,
  constraint booking_stands_in_a_session
    foreign key (session_id, capacity) references session (id, capacity) on delete cascade,
  check (seat between 1 and capacity)
);
create unique index one_guest_a_seat on booking (session_id, seat) where cancelled_at is null;
create index booking_of_session on booking (session_id);

-- A request repeated with the same key gets the first answer again.
create table repeated_request (
  account_id uuid not null references account (id) on delete cascade,
  key text not null,
  fingerprint text not null,
  booking_id uuid not null references booking (id) on delete cascade,
  created_at timestamptz not null,
  primary key (account_id, key)
);
create index repeated_request_by_age on repeated_request (created_at);

-- What happened to a session, in the order it happened; told to people in words made from facts.
create table happening (
  id bigint generated always as identity primary key,
  session_id uuid not null references session (id) on delete cascade,
  booking_id uuid references booking (id) on delete cascade,
  at timestamptz not null,
  kind text not null,
  facts jsonb not null default '{}'
);
create index happening_of_session on happening (session_id, id);

create table notice (
  id uuid primary key,
  -- Absent for mails to a person as such, about their sign-in.
  account_id uuid references account (id) on delete cascade,
  booking_id uuid references booking (id) on delete cascade,
  kind text not null,
  recipient text not null,
  facts jsonb not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  failed_at timestamptz
);
create index notice_of_booking on notice (booking_id);

-- The permission one Zoom user gave us: one row per Zoom user, whatever the number of accounts on it.
create table zoom_grant (
  id uuid primary key,
  zoom_user_id text not null unique,
  zoom_account_id text not null,
  email text not null,
  plan integer not null,
  api_url text not null,
  scope text not null,
  access_token text not null,
  refresh_token text not null,
  expires_at timestamptz not null,
  authorized_at timestamptz not null,
  refreshed_at timestamptz not null,
  last_success_at timestamptz,
  lost_at timestamptz,
  lost_reason text
);

-- The tie between one account and one grant. It outlives the grant when access is lost, so that
-- the account can be told why, and ends when the account disconnects.
create table connection (
  account_id uuid not null references account (id) on delete cascade,
  provider text not null check (provider in ('zoom')),
  grant_id uuid references zoom_grant (id) on delete set null,
  connected_at timestamptz not null,
  lost_at timestamptz,
  lost_reason text,
  primary key (account_id, provider)
);
create index connection_by_grant on connection (grant_id);

-- One authorization under way: state and PKCE verifier, tied to login and account, used once.
create table zoom_authorization (
  state text primary key,
  account_id uuid not null references account (id) on delete cascade,
  login_id uuid not null references login (id) on delete cascade,
  verifier text not null,
  created_at timestamptz not null
);

-- What should stand at the provider for a session. `managed` ends when the account disconnects.
create table desired_meeting (
  session_id uuid primary key references session (id) on delete cascade,
  account_id uuid not null references account (id) on delete cascade,
  provider text not null,
  grant_id uuid references zoom_grant (id) on delete set null,
  generation integer not null,
  wanted boolean not null,
  managed boolean not null default true,
  topic text not null,
  zone text not null,
  starts_at timestamptz not null,
  duration_minutes integer not null,
  updated_at timestamptz not null
);
create index desired_meeting_by_grant on desired_meeting (grant_id);

-- What the provider last told us it holds, and how the last pass ended.
create table observed_meeting (
  session_id uuid primary key references session (id) on delete cascade,
  mark text not null unique,
  creating_since timestamptz,
  meeting_id text,
  join_url text,
  topic text,
  starts_at timestamptz,
  duration_minutes integer,
  applied_generation integer not null default 0,
  seen_at timestamptz,
  outcome text not null default 'waiting' check (outcome in ('waiting', 'settled', 'later', 'retry', 'person')),
  reason jsonb,
  attempts integer not null default 0,
  look_again_at timestamptz,
  -- One pass at a time: whoever holds the lease may ask the provider for changes.
  leased_until timestamptz,
  updated_at timestamptz not null
);
create index observed_meeting_due on observed_meeting (look_again_at) where look_again_at is not null;
create index observed_meeting_by_number on observed_meeting (meeting_id) where meeting_id is not null;

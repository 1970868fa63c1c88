-- Tokens that Zoom handed out before it said whose they are, sealed.
create table zoom_unsettled (
  state text primary key,
  account_id uuid not null references account (id) on delete cascade,
  instead_of uuid references zoom_grant (id) on delete set null,
  tokens text not null,
  came_at timestamptz not null,
  refreshed_at timestamptz not null
);

-- A grant that an account has just been given and is not tied to yet. Whoever was to tie it may have died.
create table connection_due (
  account_id uuid primary key references account (id) on delete cascade,
  grant_id uuid not null references zoom_grant (id) on delete cascade,
  since timestamptz not null
);

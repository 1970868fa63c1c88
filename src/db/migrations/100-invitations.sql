-- Somebody who may become a member. The link in their mail is the key; only its hash is kept.
create table invitation (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  email text not null,
  role text not null check (role in ('owner', 'host')),
  token_hash text not null unique,
  invited_by uuid not null references person (id) on delete cascade,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  -- Whoever is invited anew has one link that works, the newest.
  constraint one_invitation_each unique (account_id, email)
);

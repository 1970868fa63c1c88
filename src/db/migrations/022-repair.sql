-- What a Reconnect set out to put in step, for its report: one row for each session it looked at.
create table repair (
  session_id uuid primary key references session (id) on delete cascade,
  account_id uuid not null references account (id) on delete cascade,
  pending text not null check (pending in ('make', 'change', 'remove', 'look')),
  begun_at timestamptz not null
);
create index repair_of_account on repair (account_id);

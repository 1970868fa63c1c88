-- When Zoom last told what, so that its silence can be noticed. Nothing of what it told.
create table zoom_hearing (
  kind text primary key check (kind in ('challenge', 'meeting', 'removal', 'other', 'refused')),
  last_at timestamptz not null,
  times bigint not null
);

-- What went wrong lately, over all accounts.
create index happening_of_trouble on happening (at) where kind in ('meeting-waits', 'meeting-needs-host');

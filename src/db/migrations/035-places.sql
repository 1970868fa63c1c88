-- The session is held in a built-in call until this meeting stands; then it goes there.
alter table desired_meeting add column arriving boolean not null default false;

-- How meetings are set: 'zoom' leaves it to the host's own settings there, 'account' to the account.
alter table account
  add column waiting_room text not null default 'zoom' check (waiting_room in ('zoom', 'on', 'off')),
  add column passcode text not null default 'on' check (passcode in ('zoom', 'on', 'off')),
  add column early_entry text not null default 'zoom' check (early_entry in ('zoom', 'on', 'off'));
alter table service
  add column waiting_room text not null default 'account' check (waiting_room in ('account', 'zoom', 'on', 'off')),
  add column passcode text not null default 'account' check (passcode in ('account', 'zoom', 'on', 'off')),
  add column early_entry text not null default 'account' check (early_entry in ('account', 'zoom', 'on', 'off'));

-- What was said when the meeting was asked for, and what the provider made of it.
alter table desired_meeting add column settings jsonb not null default '{}';
alter table observed_meeting add column settings jsonb;

-- When the hosts of the account were last asked to act.
alter table connection add column asked_at timestamptz;
update connection set asked_at = lost_at;

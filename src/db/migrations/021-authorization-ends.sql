-- How an authorization ended is kept for a day, so that a second answer of the provider, or none at all, can be explained.
alter table zoom_authorization
  add column ended_at timestamptz,
  add column ended_how text,
  add column missing jsonb,
  -- The grant whose Zoom user the host wants to leave for another.
  add column instead_of uuid references zoom_grant (id) on delete set null;
create index zoom_authorization_of_account on zoom_authorization (account_id, created_at);

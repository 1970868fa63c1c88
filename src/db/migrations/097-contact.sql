-- Where guests reach whoever runs the account; empty where they cannot. New accounts begin with the
-- address of who opened them; what was kept from guests until now stays so.
alter table account add column contact_email text not null default '';

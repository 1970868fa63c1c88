-- Several installations may look after meetings of one Zoom user. Each knows its own by this name in their marks.
create table installation (
  name text not null default substr(md5(gen_random_uuid()::text), 1, 10),
  only_one boolean primary key default true check (only_one)
);
insert into installation default values;

-- When the host's meetings were last looked through for ones that nobody needs.
alter table zoom_grant add column scanned_at timestamptz;

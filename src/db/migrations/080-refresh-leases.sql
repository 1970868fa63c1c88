-- Others are kept away while Zoom is asked for new tokens, without a transaction held open for that long.
alter table zoom_grant add column refresh_leased_until timestamptz;

-- Until then somebody is asking whose these tokens are, or it is not worth asking again.
alter table zoom_unsettled add column look_again_at timestamptz;

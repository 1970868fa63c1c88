-- When the guest is to be reminded next; absent where nothing is left to remind of.
alter table booking add column remind_at timestamptz;
create index booking_to_remind on booking (remind_at) where remind_at is not null;

-- What was booked before there were reminders, as if it were booked today.
update booking
set remind_at = session.starts_at - case
  when booking.created_at <= session.starts_at - interval '24 hours 30 minutes' then interval '24 hours'
  else interval '1 hour'
end
from session
where session.id = booking.session_id
  and booking.cancelled_at is null
  and session.starts_at > now()
  and booking.created_at <= session.starts_at - interval '1 hour 30 minutes';

-- A guest who lost their links is found by the address they booked with.
create index booking_by_guest on booking (lower(guest_email)) where cancelled_at is null;

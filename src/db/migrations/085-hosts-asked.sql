-- About what the hosts were last written to for the sake of this meeting, and when. Absent while all is well.
alter table observed_meeting add column asked_for text;
alter table observed_meeting add column asked_at timestamptz;

-- What waits for a person is over with its session; until now nobody looked again.
update observed_meeting observed
set look_again_at = desired.starts_at + desired.duration_minutes * interval '1 minute'
from desired_meeting desired
where desired.session_id = observed.session_id
  and observed.outcome = 'person'
  and observed.look_again_at is null;

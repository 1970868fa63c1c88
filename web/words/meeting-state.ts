import type { MeetingState } from '#conferencing';
import { againWords, untilWords } from './moments.ts';

/** How the Zoom meeting of a session stands, as its host reads it. */
export interface MeetingWords {
  says: string;
  /** The same, for a list. */
  short: string;
  /** Whether the host should look. */
  tone: 'calm' | 'waits' | 'needs-host';
}

export function meetingWords(
  meeting: MeetingState,
  zone: string,
  now: Temporal.Instant,
): MeetingWords {
  const why = whyWords(meeting.reason);
  switch (meeting.status) {
    case 'in-step':
      return calm('In step with Zoom.');
    case 'under-way':
      return calm(
        meeting.joinUrl
          ? 'Zoom is being told of the latest change.'
          : 'The Zoom meeting is being made.',
      );
    case 'waiting': {
      const says = `${why}; ${tryWords(meeting, zone, now)}.`;
      return { says, short: says, tone: 'waits' };
    }
    case 'needs-host':
      return {
        says: `${why}. ${remedy(meeting, zone, now)}`,
        short: `${why}.`,
        tone: 'needs-host',
      };
    case 'not-managed':
      return {
        says: 'Not managed in Zoom. The link goes on working, but later changes do not reach Zoom.',
        short: 'Not managed in Zoom.',
        tone: 'waits',
      };
  }
}

function calm(says: string): MeetingWords {
  return { says, short: says, tone: 'calm' };
}

/** What stood in the way, as the first half of a sentence. */
export function whyWords(reason: { code?: unknown; detail?: unknown } | undefined): string {
  const detail =
    typeof reason?.detail === 'string' && reason.detail ? `: ${trimmed(reason.detail)}` : '';
  switch (reason?.code) {
    case 'unreachable':
      return 'Zoom did not answer';
    case 'unclear':
      return 'Zoom answered slowly';
    case 'in-progress':
      return 'The meeting is going on in Zoom and can be changed when it is over';
    case 'rate-limited':
      return 'Zoom takes no more changes for a while';
    case 'day-used-up':
      return 'Zoom takes 100 changes a day from one user, and today’s are used up';
    case 'grant-lost':
      return 'Parley’s access to Zoom has ended';
    case 'not-allowed':
      return `Zoom does not allow this${detail}`;
    case 'refused':
      return `Zoom refused${detail}`;
    case 'gone-in-zoom':
      return 'The meeting was deleted in Zoom';
    case 'changed-in-zoom':
      return 'The meeting was given another time in Zoom';
    case 'disconnected':
      return 'Zoom was disconnected';
    default:
      return 'Zoom could not take the change';
  }
}

function tryWords({ nextTryAt }: MeetingState, zone: string, now: Temporal.Instant): string {
  if (!nextTryAt || Temporal.Instant.compare(nextTryAt, now) <= 0) return 'trying again now';
  return `trying again ${againWords(nextTryAt, zone, now)}`;
}

function remedy(meeting: MeetingState, zone: string, now: Temporal.Instant): string {
  const code = meeting.reason?.code;
  if (code === 'grant-lost' || code === 'disconnected') {
    return 'Reconnect Zoom, and this session is put in step by itself.';
  }
  if (code === 'not-allowed' || code === 'refused') {
    return 'Look at your plan and permissions in Zoom, then reconnect.';
  }
  if (code === 'changed-in-zoom') {
    const { theirStart } = meeting;
    if (!theirStart) return 'Your guests were told of no change.';
    return `There it is set for ${untilWords(theirStart, zone, now)}; your guests were told of no change.`;
  }
  if (code === 'gone-in-zoom') {
    return 'If you choose nothing, the session moves to a built-in call shortly before its start.';
  }
  return 'Moving the session makes it anew.';
}

function trimmed(detail: string): string {
  return detail.replace(/[.\s]+$/, '');
}

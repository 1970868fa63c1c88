import type { MeetingState } from '#conferencing';
import { atWords, untilWords } from './moments.ts';

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
  if (meeting.arriving) return arrivingWords(meeting, zone, now);
  const why = whyWords(meeting.reason);
  switch (meeting.status) {
    case 'in-step':
      return meeting.reason ? cutOff(why) : calm('In step with Zoom.');
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

/** How far a meeting is removed that its session has no use for any more. */
export function removalWords(
  removal: MeetingState,
  zone: string,
  now: Temporal.Instant,
): MeetingWords {
  const why = whyWords(removal.reason);
  switch (removal.status) {
    case 'waiting': {
      const says = `The Zoom meeting is still to be removed. ${why}; ${tryWords(removal, zone, now)}.`;
      return { says, short: says, tone: 'waits' };
    }
    case 'needs-host': {
      const short = `The Zoom meeting could not be removed. ${why}.`;
      return { says: `${short} ${removalRemedy(removal)}`, short, tone: 'needs-host' };
    }
    default:
      return calm('The Zoom meeting is being removed.');
  }
}

function removalRemedy({ reason }: MeetingState): string {
  if (reason?.code === 'grant-lost') return 'Reconnect Zoom, and it is removed by itself.';
  if (reason?.code === 'not-set-up') return 'It goes when Zoom is set up again.';
  return 'Delete it in Zoom, or mend the cause and press Test.';
}

/** The session is in its built-in call until the meeting stands. */
function arrivingWords(meeting: MeetingState, zone: string, now: Temporal.Instant): MeetingWords {
  const meanwhile = 'Until the meeting stands, the session stays in its built-in call.';
  const why = whyWords(meeting.reason);
  switch (meeting.status) {
    case 'waiting': {
      const short = `On its way to Zoom. ${why}; ${tryWords(meeting, zone, now)}.`;
      return { says: `${short} ${meanwhile}`, short, tone: 'waits' };
    }
    case 'needs-host': {
      const short = `On its way to Zoom. ${why}.`;
      const says = `${why}. ${remedy(meeting, zone, now)} ${meanwhile}`;
      return { says, short, tone: 'needs-host' };
    }
    default:
      return {
        says: `On its way to Zoom. ${meanwhile}`,
        short: 'On its way to Zoom.',
        tone: 'waits',
      };
  }
}

/** The meeting is as it should be, and the next change would not reach it. */
function cutOff(why: string): MeetingWords {
  return {
    says: `The Zoom meeting stands. ${why}: changes wait until you reconnect Zoom.`,
    short: `${why}.`,
    tone: 'needs-host',
  };
}

function calm(says: string): MeetingWords {
  return { says, short: says, tone: 'calm' };
}

/** What stood in the way, as the first half of a sentence; `often` says how many times. */
export function whyWords(
  reason: { code?: unknown; detail?: unknown } | undefined,
  often = '',
): string {
  const detail =
    typeof reason?.detail === 'string' && reason.detail ? `: ${trimmed(reason.detail)}` : '';
  switch (reason?.code) {
    case 'unreachable':
      return `Zoom did not answer${often}`;
    case 'unclear':
      return `Zoom answered slowly${often}`;
    case 'in-progress':
      return 'The meeting is going on in Zoom and can be changed when it is over';
    case 'rate-limited':
      return `Zoom takes no more changes for a while${often && `, it said${often}`}${detail}`;
    case 'day-used-up':
      return 'Zoom takes 100 changes a day from one user, and today’s are used up';
    case 'grant-lost':
      return 'Parley’s access to Zoom has ended';
    case 'not-allowed':
      return `Zoom does not allow this${often}${detail}`;
    case 'refused':
      return `Zoom refused${often}${detail}`;
    case 'gone-in-zoom':
      return 'The meeting was deleted in Zoom';
    case 'changed-in-zoom':
      return 'The meeting was given another time in Zoom';
    case 'disconnected':
      return 'Zoom was disconnected';
    case 'not-set-up':
      return 'Zoom is not set up on this server any more';
    default:
      return `Zoom could not take the change${often}`;
  }
}

function tryWords({ nextTryAt }: MeetingState, zone: string, now: Temporal.Instant): string {
  if (!nextTryAt || Temporal.Instant.compare(nextTryAt, now) <= 0) return 'trying again now';
  return `trying again ${atWords(nextTryAt, zone, now)}`;
}

function remedy(meeting: MeetingState, zone: string, now: Temporal.Instant): string {
  const code = meeting.reason?.code;
  if (code === 'grant-lost' || code === 'disconnected') {
    return 'Reconnect Zoom, and this session is put in step by itself.';
  }
  if (code === 'not-set-up') {
    return 'Whoever runs this Parley can set it up again; a session without a meeting moves to a built-in call shortly before its start.';
  }
  if (code === 'not-allowed' || code === 'refused') {
    return 'When that is mended, press Test under Manage conferencing, and what waits is tried again.';
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

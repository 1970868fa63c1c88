/** What Zoom tells, read out of its deliveries. Only what we act upon is taken; names and addresses stay out. */
import { z } from 'zod';
import type { MeetingLife } from '#conferencing';

export type ZoomEvent =
  | { kind: 'challenge'; plainToken: string }
  /** Somebody removed the app at Zoom. Zoom's own `signature` in it is no signature, so it is not read. */
  | {
      kind: 'removed';
      zoomUserId: string;
      zoomAccountId: string;
      clientId: string;
      at: Temporal.Instant | undefined;
    }
  /** A meeting was changed, deleted or brought back; what exactly, Zoom tells only in part. */
  | { kind: 'stirred'; meetingId: string; at: Temporal.Instant | undefined }
  | {
      kind: 'lived';
      meetingId: string;
      what: MeetingLife['kind'];
      at: Temporal.Instant | undefined;
    };

const STIRS = new Set([
  'meeting.updated',
  'meeting.deleted',
  'meeting.permanently_deleted',
  'meeting.recovered',
]);

const LIVES = new Map<string, MeetingLife['kind']>([
  ['meeting.started', 'meeting-started'],
  ['meeting.ended', 'meeting-ended'],
  ['meeting.participant_joined', 'somebody-joined'],
  ['meeting.participant_left', 'somebody-left'],
]);

/** What to subscribe to at Zoom. The removal of the app is announced without a subscription. */
export const EVENTS: readonly string[] = [...STIRS, ...LIVES.keys()];

/** Undefined for whatever is of no use to us, or cannot be read. */
export function readEvent(text: string): ZoomEvent | undefined {
  const envelope = envelopeShape.safeParse(parseJson(text)).data;
  if (!envelope) return undefined;
  const { event, payload } = envelope;
  if (event === 'endpoint.url_validation') return readChallenge(payload);
  const at = momentOf(envelope.event_ts) ?? momentOf(payload['event_ts']);
  if (event === 'app_deauthorized') return readRemoval(payload, at);
  const meetingId = meetingShape.safeParse(payload).data?.object.id;
  if (meetingId === undefined) return undefined;
  if (STIRS.has(event)) return { kind: 'stirred', meetingId, at };
  const what = LIVES.get(event);
  return what && { kind: 'lived', meetingId, what, at };
}

const envelopeShape = z.object({
  event: z.string(),
  event_ts: z.unknown().optional(),
  payload: z.record(z.string(), z.unknown()),
});

/** A number in some events, text in others. */
const meetingShape = z.object({
  object: z.object({
    id: z.union([z.int().positive().transform(String), z.string().regex(/^\d{1,15}$/)]),
  }),
});

const challengeShape = z.object({ plainToken: z.string().min(1).max(200) });

const removalShape = z.object({
  user_id: z.string().min(1),
  account_id: z.string().min(1),
  client_id: z.string().min(1),
  deauthorization_time: z.unknown().optional(),
});

function readChallenge(payload: unknown): ZoomEvent | undefined {
  const read = challengeShape.safeParse(payload).data;
  return read && { kind: 'challenge', ...read };
}

function readRemoval(
  payload: unknown,
  toldAt: Temporal.Instant | undefined,
): ZoomEvent | undefined {
  const read = removalShape.safeParse(payload).data;
  return (
    read && {
      kind: 'removed',
      zoomUserId: read.user_id,
      zoomAccountId: read.account_id,
      clientId: read.client_id,
      at: momentOf(read.deauthorization_time) ?? toldAt,
    }
  );
}

/** Milliseconds as a number or as text; RFC 3339; or a plain `2026-10-05 11:33:20`, which is UTC. */
function momentOf(value: unknown): Temporal.Instant | undefined {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  if (text === '') return undefined;
  try {
    if (/^\d+$/.test(text)) return Temporal.Instant.fromEpochMilliseconds(Number(text));
    const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`;
    return Temporal.Instant.from(zoned.replace(' ', 'T'));
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import type { MarkedMeeting, Meeting, MeetingProvider, MeetingSpec } from '#conferencing';
import { Failure, type Ids } from '#base';
import { z } from 'zod';
import type { Question } from './api.ts';
import { notUnderstood, type Client } from './client.ts';
import { passcodeFields, settingFields, settingShape, settingsIn } from './meeting-settings.ts';

/** The part of the provider port that is about meetings. */
export type Meetings = Pick<
  MeetingProvider,
  'create' | 'read' | 'update' | 'remove' | 'listMarked' | 'startUrl'
>;

/** Whoever calls has waited for a turn; see `MeetingProvider.turn`. */
const IN_TURN = { inTurn: true } as const;
type InTurn = Pick<Question, 'inTurn'>;

const SCHEDULED = 2;
const LONGEST_TOPIC = 200;
/** Zoom's largest page; 50 of them are 15,000 meetings of one host. */
const PAGE_SIZE = '300';
const MOST_PAGES = 50;

export function createMeetings(client: Client, ids: Pick<Ids, 'token'>): Meetings {
  const get = async (grantId: string, meetingId: string, turn: InTurn): Promise<unknown> => {
    const question = { method: 'GET', path: pathOf(meetingId), ...turn } as const;
    const result = await client.call(grantId, question);
    return result.found ? result.value : undefined;
  };
  const read: Meetings['read'] = async (grantId, meetingId) => {
    const value = await get(grantId, meetingId, IN_TURN);
    return value === undefined ? undefined : understand(meetingShape, value, { method: 'GET' });
  };

  const make = async (grantId: string, body: Record<string, unknown>, turn: InTurn) => {
    const question: Question = { method: 'POST', path: '/users/me/meetings', body, ...turn };
    const result = await client.call(grantId, question);
    return understand(meetingShape, result.found ? result.value : undefined, question);
  };

  return {
    read,

    async create(grantId, spec) {
      const passcode = passcodeFields(spec.settings, ids);
      try {
        return await make(grantId, { ...newMeeting(spec), ...passcode }, IN_TURN);
      } catch (error) {
        // The account's rules for passcodes are its own. A refused one must not cost the meeting.
        const refused = error instanceof Failure && error.code === 'refused';
        if (!refused || !passcode.password) throw error;
        return await make(grantId, newMeeting(spec), {});
      }
    },

    async update(grantId, meetingId, spec) {
      const question: Question = {
        method: 'PATCH',
        path: pathOf(meetingId),
        body: changedMeeting(spec),
        ...IN_TURN,
      };
      const { found } = await client.call(grantId, question);
      // The answer is empty, and settings or times that Zoom ignores are ignored silently.
      return found ? await read(grantId, meetingId) : undefined;
    },

    async remove(grantId, meetingId) {
      // Parley tells everybody itself; Zoom's own mails would be a second, different story.
      const query = { schedule_for_reminder: 'false', cancel_meeting_reminder: 'false' };
      await client.call(grantId, { method: 'DELETE', path: pathOf(meetingId), query, ...IN_TURN });
    },

    async listMarked(grantId, beginning) {
      const found: MarkedMeeting[] = [];
      for await (const entry of listedMeetings(client, grantId)) {
        const mark = markOf(entry);
        // What else stands there may look odd.
        if (mark?.startsWith(beginning))
          found.push({ mark, ...understand(meetingShape, entry, { method: 'GET' }) });
      }
      return found;
    },

    async startUrl(grantId, meetingId) {
      // Somebody has pressed Start: that does not wait for a turn.
      const value = await get(grantId, meetingId, {});
      return value === undefined
        ? undefined
        : understand(startShape, value, { method: 'GET' }).start_url;
    },
  };
}

function newMeeting(spec: MeetingSpec): Record<string, unknown> {
  // Unsaid, Zoom may use the host's personal meeting, which all sessions would share and none can delete.
  const settings = { use_pmi: false, ...settingFields(spec.settings) };
  return { ...meetingFields(spec), type: SCHEDULED, settings };
}

function changedMeeting(spec: MeetingSpec): Record<string, unknown> {
  const settings = settingFields(spec.settings);
  return { ...meetingFields(spec), ...(Object.keys(settings).length > 0 && { settings }) };
}

function meetingFields(spec: MeetingSpec): Record<string, unknown> {
  return {
    topic: cut(spec.topic, LONGEST_TOPIC),
    // In UTC with a Z and whole seconds; the zone is then for display only.
    start_time: spec.startsAt.toString({ smallestUnit: 'second' }),
    duration: spec.durationMinutes,
    timezone: spec.zone,
    // The list shows no more than the first 250 characters, so the mark comes first.
    agenda: `${spec.mark}\nHeld in step by Parley, which finds the meeting by the line above.`,
  };
}

/** At most so many UTF-16 units, and no half of a character at the end. */
function cut(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}

function pathOf(meetingId: string): string {
  return `/meetings/${encodeURIComponent(meetingId)}`;
}

/**
 * Everything on the host's list. `scheduled` is Zoom's default and holds live, coming and unexpired
 * past meetings; `upcoming` would stop at six months, and hide one that Zoom started at once.
 */
async function* listedMeetings(client: Client, grantId: string): AsyncGenerator<unknown> {
  let pageToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = {
      type: 'scheduled',
      page_size: PAGE_SIZE,
      ...(pageToken && { next_page_token: pageToken }),
    };
    // The turn was for the first page.
    const turn = page === 0 ? IN_TURN : {};
    const question: Question = { method: 'GET', path: '/users/me/meetings', query, ...turn };
    const result = await client.call(grantId, question);
    const list = understand(listShape, result.found ? result.value : undefined, question);
    yield* list.meetings;
    pageToken = list.next_page_token;
    if (!pageToken) return;
  }
  throw new Failure('unreachable', {
    retry: 'later',
    detail: "Zoom's list of meetings does not end",
  });
}

/** The first line of the agenda, which we write and no host does. */
function markOf(entry: unknown): string | undefined {
  const { success, data } = agendaShape.safeParse(entry);
  return success ? /^[\w-]+/.exec(data.agenda)?.[0] : undefined;
}

function understand<T>(shape: z.ZodType<T>, value: unknown, question: Pick<Question, 'method'>): T {
  const read = shape.safeParse(value);
  if (!read.success) throw notUnderstood(question);
  return read.data;
}

const instantShape = z.string().transform((text, context) => {
  try {
    return Temporal.Instant.from(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not a moment' });
    return z.NEVER;
  }
});

/** Eleven digits: a number in REST answers, far below what a number holds exactly; text in some events. */
const meetingIdShape = z.union([z.int().positive().transform(String), z.string().regex(/^\d+$/)]);

/** Start and duration are missing where the host has made the meeting one without a fixed time. */
const meetingShape: z.ZodType<Meeting> = z
  .object({
    id: meetingIdShape,
    join_url: z.url({ protocol: /^https?$/ }),
    topic: z.string().default(''),
    start_time: z.union([z.literal('').transform(() => undefined), instantShape]).optional(),
    duration: z.number().default(0),
    ...settingShape.shape,
  })
  .transform((meeting) => ({
    meetingId: meeting.id,
    joinUrl: meeting.join_url,
    topic: meeting.topic,
    startsAt: meeting.start_time,
    durationMinutes: meeting.duration,
    ...settingsIn(meeting),
  }));

const startShape = z.object({ start_url: z.url({ protocol: /^https?$/ }).optional() });
const agendaShape = z.object({ agenda: z.string() });
const listShape = z.object({
  meetings: z.array(z.unknown()),
  next_page_token: z.string().optional(),
});

import { z } from 'zod';
import { checkHours, type Span } from '#availability';
import { answerConnections, connectionsAnswer } from './connections-answer.ts';
import { hostOperation } from './operation.ts';
import { refuse, refuseFields } from './problems.ts';

const spans: z.ZodType<readonly Span[]> = z.array(z.object({ start: z.string(), end: z.string() }));
const hours = z
  .object({
    zone: z.string().meta({ examples: ['Europe/Berlin'] }),
    weekly: z.record(z.string(), spans).meta({
      description: 'From `1`, Monday, to `7`, Sunday; a day left out is closed.',
      examples: [{ '1': [{ start: '09:00', end: '17:00' }] }],
    }),
    exceptions: z.record(z.string(), spans).meta({
      description: 'Dates whose hours replace the week’s; an empty list closes the day.',
      examples: [{ '2026-12-24': [] }],
    }),
  })
  .meta({ id: 'Hours' });
const defaultPlace = z.enum(['built-in', 'zoom']);

export const settingOperations = [
  hostOperation({
    id: 'showAccount',
    method: 'get',
    path: '/account',
    summary: 'The account the key speaks for',
    answer: z.object({
      account: z.object({
        slug: z.string(),
        name: z.string(),
        tagline: z.string(),
        url: z.string(),
        timezone: z.string(),
        default_place: defaultPlace,
        guests_may_change: z.boolean(),
        change_notice_minutes: z.int(),
      }),
    }),
    refusals: [],
    handle: async ({ appUrl }, { account }) => ({
      ok: true,
      body: {
        account: {
          slug: account.slug,
          name: account.name,
          tagline: account.tagline,
          url: `${appUrl}/${account.slug}`,
          timezone: account.hours.zone,
          default_place: account.defaultPlace,
          guests_may_change: account.guestsMayChange,
          change_notice_minutes: account.changeNoticeMinutes,
        },
      },
    }),
  }),

  hostOperation({
    id: 'showAvailability',
    method: 'get',
    path: '/availability',
    summary: 'When the host works',
    answer: z.object({ hours }),
    refusals: [],
    handle: async (_parts, { account }) => ({ ok: true, body: { hours: account.hours } }),
  }),

  hostOperation({
    id: 'setAvailability',
    method: 'put',
    path: '/availability',
    summary: 'Replace when the host works; booked sessions stay',
    body: hours,
    answer: z.object({ hours }),
    refusals: ['invalid'],
    async handle({ accounts }, { account, body }) {
      const checked = checkHours(body);
      if (!checked.ok) return refuseFields(checked.faults);
      await accounts.setHours(account.id, checked.hours);
      return { ok: true, body: { hours: checked.hours } };
    },
  }),

  hostOperation({
    id: 'listConnections',
    method: 'get',
    path: '/connections',
    summary: 'Where sessions can take place, and how each stands',
    answer: connectionsAnswer,
    refusals: [],
    async handle({ conferencing }, { account }) {
      const zoom = await conferencing.zoomRow(account.id);
      return { ok: true, body: answerConnections(account.defaultPlace, zoom) };
    },
  }),

  hostOperation({
    id: 'setDefaultConferencing',
    method: 'put',
    path: '/conferencing/default',
    summary: 'Where new sessions take place; booked ones keep what they have',
    body: z.strictObject({ place: defaultPlace }),
    answer: z.object({ place: defaultPlace }),
    refusals: ['conferencing-not-ready'],
    async handle({ conferencing }, { account, body }) {
      const made = await conferencing.makeDefault(account.id, body.place);
      return made.ok
        ? { ok: true, body: { place: body.place } }
        : refuse('conferencing-not-ready', made.why);
    },
  }),
];

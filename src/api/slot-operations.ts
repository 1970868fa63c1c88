import { z } from 'zod';
import { dayRange } from '#availability';
import type { Clock } from '#base';
import { date, slug, zone } from './fields.ts';
import { guestOperation } from './operation.ts';
import { refuse, refuseFields } from './problems.ts';
import { slotsAnswer, writeSlots } from './slots-answer.ts';

const DAYS_AHEAD = 31;
const DAYS_MAX = 92;
const DAY_MS = 86_400_000;

export const slotOperations = [
  guestOperation({
    id: 'listOfferedServices',
    method: 'get',
    path: '/accounts/{account}/services',
    summary: 'What guests can book',
    params: z.object({ account: slug }),
    answer: z.object({
      account: z.object({
        slug: z.string(),
        name: z.string(),
        tagline: z.string(),
        timezone: z.string(),
      }),
      services: z.array(
        z.object({
          slug: z.string(),
          name: z.string(),
          description: z.string(),
          duration_minutes: z.int(),
          capacity: z.int(),
          url: z.string().meta({ description: 'The page where it can be booked.' }),
        }),
      ),
    }),
    refusals: ['not-found'],
    async handle({ accounts, services, appUrl }, { params }) {
      const account = await accounts.bySlug(params.account);
      if (!account) return refuse('not-found', `There is no account “${params.account}”.`);
      const offered = await services.offered(account.id);
      return {
        ok: true,
        body: {
          account: {
            slug: account.slug,
            name: account.name,
            tagline: account.tagline,
            timezone: account.hours.zone,
          },
          services: offered.map((service) => ({
            slug: service.slug,
            name: service.name,
            description: service.description,
            duration_minutes: service.durationMinutes,
            capacity: service.capacity,
            url: `${appUrl}/${account.slug}/${service.slug}`,
          })),
        },
      };
    },
  }),

  guestOperation({
    id: 'listSlots',
    method: 'get',
    path: '/accounts/{account}/services/{service}/slots',
    summary: 'Free start times of a service',
    params: z.object({ account: slug, service: slug }),
    query: z.object({
      from: date.optional().meta({ description: 'First day; today if left out.' }),
      to: date.optional().meta({
        description: `Last day, included; ${DAYS_AHEAD} days after the first if left out. At most ${DAYS_MAX} days in all.`,
      }),
      timezone: zone
        .optional()
        .meta({ description: 'Zone of the two dates; the account’s if left out.' }),
    }),
    answer: slotsAnswer,
    refusals: ['not-found', 'switched-off', 'invalid'],
    async handle({ sessions, clock }, { params, query }) {
      const offer = await sessions.offer(params, around(query, clock));
      if (!offer) return refuse('not-found', 'There is no such service.');
      const { account, service } = offer;
      if (service.switchedOffAt) {
        return refuse('switched-off', `“${service.name}” takes no bookings at present.`);
      }
      // A calendar that many see asks for the same month far more often than anything in it changes.
      const { before, keep } = offer.made<string>(`slots ${JSON.stringify(query)}`);
      if (before) return { ok: true, json: before };
      const timezone = query.timezone ?? account.hours.zone;
      const days = daysAsked(query, timezone, clock);
      if ('fault' in days) return refuseFields([{ field: 'to', message: days.fault }]);
      const slots = await offer.slots(instantsOf(days, timezone, clock));
      const json = writeSlots(timezone, slots);
      keep(json);
      return { ok: true, json };
    },
  }),
];

interface Query {
  from?: string | undefined;
  to?: string | undefined;
}

interface Days {
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}

function daysAsked(query: Query, timezone: string, clock: Clock): Days | { fault: string } {
  const from = query.from
    ? Temporal.PlainDate.from(query.from)
    : clock.now().toZonedDateTimeISO(timezone).toPlainDate();
  const to = query.to ? Temporal.PlainDate.from(query.to) : from.add({ days: DAYS_AHEAD });
  const days = from.until(to).days + 1;
  if (days < 1) return { fault: `The last day must not lie before the first, ${from.toString()}.` };
  if (days > DAYS_MAX) return { fault: `Ask for at most ${DAYS_MAX} days at once.` };
  return { from, to };
}

/** The days asked for in whatever zone they will turn out to be meant. */
function around(query: Query, clock: Clock) {
  const nowMs = clock.now().epochMilliseconds;
  const days = daysAsked(query, 'UTC', clock);
  const { fromMs, toMs } =
    'fault' in days ? { fromMs: nowMs, toMs: nowMs } : instantsOf(days, 'UTC', clock);
  return { fromMs: fromMs - 2 * DAY_MS, toMs: toMs + 2 * DAY_MS };
}

/** What is over cannot be free; leaving it out also keeps dates from before our era off the database. */
function instantsOf({ from, to }: Days, timezone: string, clock: Clock) {
  const nowMs = clock.now().epochMilliseconds;
  const fromMs = Math.max(dayRange(from.toString(), timezone).fromMs, nowMs);
  return { fromMs, toMs: Math.max(dayRange(to.toString(), timezone).toMs, fromMs) };
}

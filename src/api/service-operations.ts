import { z } from 'zod';
import type { Account } from '#accounts';
import { readServiceForm, type Service, type ServiceForm } from '#services';
import { instant, line, prose } from './fields.ts';
import { hostOperation, type ApiParts } from './operation.ts';
import { refuse, refuseFields } from './problems.ts';

/** How its meetings in Zoom are set: as the account says, as in the host’s Zoom settings, or so. */
const meetingChoice = z.enum(['account', 'zoom', 'on', 'off']);

/**
 * What a host says of a service. The limits are those of `readServiceForm`, which judges what
 * comes through here, as it judges the page's form.
 */
const fields = {
  name: line(120),
  description: prose(2000),
  duration_minutes: z.int().meta({ description: '5 to 720.' }),
  step_minutes: z.int().meta({ description: 'From one start time to the next, 5 to 720.' }),
  buffer_before_minutes: z.int().meta({ description: 'Pause before, 0 to 240.' }),
  buffer_after_minutes: z.int().meta({ description: 'Pause after, 0 to 240.' }),
  notice_minutes: z
    .int()
    .meta({ description: 'How long before the start it can still be booked, 0 to 43200.' }),
  horizon_days: z.int().meta({ description: 'How far ahead it can be booked, 1 to 730.' }),
  capacity: z.int().meta({ description: 'How many guests a session holds, 1 to 500.' }),
  place: z.enum(['default', 'built-in', 'zoom', 'words']),
  place_words: prose(500).meta({ description: 'Where, if `place` is `words`.' }),
  waiting_room: meetingChoice,
  passcode: meetingChoice,
  early_entry: meetingChoice,
};
const offered = z.boolean().meta({ description: 'Whether guests can book it now.' });

const changes = z.strictObject({ ...fields, offered }).partial();
const newService = changes.omit({ offered: true }).required({ name: true, duration_minutes: true });

const serviceSchema = z
  .object({
    id: z.string(),
    slug: z.string(),
    url: z.string(),
    ...fields,
    offered,
    switched_off_at: instant.nullable(),
  })
  .meta({ id: 'Service' });
const one = z.object({ service: serviceSchema });

export const serviceOperations = [
  hostOperation({
    id: 'listServices',
    method: 'get',
    path: '/services',
    summary: 'The account’s services, those switched off included',
    answer: z.object({ services: z.array(serviceSchema) }),
    refusals: [],
    async handle({ services, appUrl }, { account }) {
      const list = await services.list(account.id);
      return {
        ok: true,
        body: { services: list.map((service) => answer(service, account, appUrl)) },
      };
    },
  }),

  hostOperation({
    id: 'createService',
    method: 'post',
    path: '/services',
    summary: 'Offer a new service; starts follow each other without a step of their own',
    body: newService,
    status: 201,
    answer: one,
    refusals: ['invalid'],
    async handle({ services, conferencing, appUrl }, { account, body }) {
      const form = readServiceForm(
        { stepMinutes: body.duration_minutes, ...formOf(body) },
        { ...account, largestCall: conferencing.largestCall },
      );
      if (!form.ok) return refuseFields(form.faults.map(asSent));
      const service = await services.create(account.id, form.form);
      return { ok: true, body: { service: answer(service, account, appUrl) } };
    },
  }),

  hostOperation({
    id: 'changeService',
    method: 'patch',
    path: '/services/{id}',
    summary: 'Change what is named; sessions booked before keep what they have',
    params: z.object({ id: z.uuid() }),
    body: changes,
    answer: one,
    refusals: ['not-found', 'invalid'],
    async handle({ services, conferencing, appUrl }, { account, params, body }) {
      const before = await services.byId(account.id, params.id);
      if (!before) return refuse('not-found', 'This account has no such service.');
      const { offered: offer, ...rest } = body;
      const form = readServiceForm(
        { ...before, ...formOf(rest) },
        { ...account, largestCall: conferencing.largestCall },
      );
      if (!form.ok) return refuseFields(form.faults.map(asSent));
      await services.edit(account.id, params.id, form.form);
      await switchTo(services, before, offer);
      const after = await services.byId(account.id, params.id);
      return { ok: true, body: { service: answer(after ?? before, account, appUrl) } };
    },
  }),
];

async function switchTo(
  services: ApiParts['services'],
  service: Service,
  offer: boolean | undefined,
) {
  if (offer === undefined || offer === (service.switchedOffAt === null)) return;
  await (offer ? services.switchOn : services.switchOff)(service.accountId, service.id);
}

/** From the names of the API to those of the form. */
function formOf(sent: z.output<typeof changes>): Partial<Record<keyof ServiceForm, unknown>> {
  return Object.fromEntries(
    Object.entries(sent)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
        value,
      ]),
  );
}

function asSent({ field, message }: { field: string; message: string }) {
  return { field: field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), message };
}

function answer(
  service: Service,
  account: Account,
  appUrl: string,
): z.output<typeof serviceSchema> {
  return {
    id: service.id,
    slug: service.slug,
    url: `${appUrl}/${account.slug}/${service.slug}`,
    name: service.name,
    description: service.description,
    duration_minutes: service.durationMinutes,
    step_minutes: service.stepMinutes,
    buffer_before_minutes: service.bufferBeforeMinutes,
    buffer_after_minutes: service.bufferAfterMinutes,
    notice_minutes: service.noticeMinutes,
    horizon_days: service.horizonDays,
    capacity: service.capacity,
    place: service.place,
    place_words: service.placeWords,
    waiting_room: service.waitingRoom,
    passcode: service.passcode,
    early_entry: service.earlyEntry,
    offered: service.switchedOffAt === null,
    switched_off_at: service.switchedOffAt?.toString() ?? null,
  };
}

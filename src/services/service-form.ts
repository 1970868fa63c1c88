import { z } from 'zod';
import { MEETING_CHOICES } from '#accounts';

const minutes = (words: string, from: number, to: number) =>
  z.coerce
    .number({ error: `${words} must be a number of minutes.` })
    .int(`${words} must be a whole number.`)
    .min(from, `${words} must be at least ${from}.`)
    .max(to, `${words} can be at most ${to}.`);

const meetingChoice = z
  .enum(['account', ...MEETING_CHOICES], { error: 'Choose one of these.' })
  .default('account');

const form = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Give the service a name.')
    .max(120, 'The name can have at most 120 characters.'),
  description: z
    .string()
    .trim()
    .max(2000, 'The description can have at most 2,000 characters.')
    .default(''),
  durationMinutes: minutes('The length', 5, 720),
  stepMinutes: minutes('The step between start times', 5, 720),
  bufferBeforeMinutes: minutes('The pause before', 0, 240).default(0),
  bufferAfterMinutes: minutes('The pause after', 0, 240).default(0),
  noticeMinutes: minutes('The notice', 0, 43200).default(120),
  horizonDays: z.coerce
    .number({ error: 'Say how many days ahead.' })
    .int('Say it in whole days.')
    .min(1, 'At least one day ahead.')
    .max(730, 'At most 730 days ahead.')
    .default(60),
  capacity: z.coerce
    .number({ error: 'Say how many guests.' })
    .int('Guests come whole.')
    .min(1, 'At least one guest.')
    .max(500, 'At most 500 guests.')
    .default(1),
  place: z
    .enum(['default', 'built-in', 'zoom', 'words'], { error: 'Choose where it takes place.' })
    .default('default'),
  placeWords: z.string().trim().max(500, 'At most 500 characters.').default(''),
  waitingRoom: meetingChoice,
  passcode: meetingChoice,
  earlyEntry: meetingChoice,
});

/** What a host says about a service. Lengths in minutes. */
export type ServiceForm = z.output<typeof form>;

/** What a service is judged by besides itself. */
export interface ServiceGround {
  /** The account's, for services that follow it. */
  defaultPlace: 'built-in' | 'zoom';
  /** The most guests and hosts a built-in call holds here. */
  largestCall: number;
}

/** Reads what was typed or sent. Faults name the field and say in words what to change. */
export function readServiceForm(
  input: Record<string, unknown>,
  ground: ServiceGround,
): { ok: true; form: ServiceForm } | { ok: false; faults: { field: string; message: string }[] } {
  const read = form.safeParse(input);
  if (!read.success) {
    return {
      ok: false,
      faults: read.error.issues.map((i) => ({ field: i.path.join('.'), message: i.message })),
    };
  }
  const faults = faultsOfPlace(read.data, ground);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, form: read.data };
}

function faultsOfPlace(form: ServiceForm, { defaultPlace, largestCall }: ServiceGround) {
  const place = form.place === 'default' ? defaultPlace : form.place;
  if (place === 'words' && form.placeWords === '') {
    return [
      {
        field: 'placeWords',
        message: 'Say where it takes place: an address, a phone number or a link.',
      },
    ];
  }
  // The host takes one of the seats in the call.
  if (place === 'built-in' && form.capacity + 1 > largestCall) {
    return [
      {
        field: 'capacity',
        message: `A built-in call holds ${largestCall} people here, the host included. Lower the number to ${largestCall - 1}, or choose Zoom or another place for this service.${wayOut(largestCall)}`,
      },
    ];
  }
  return [];
}

/** Four is what browsers can carry among themselves. */
function wayOut(largestCall: number): string {
  return largestCall > 4
    ? ''
    : ' Whoever runs this server can make room for larger calls by adding LiveKit to it.';
}

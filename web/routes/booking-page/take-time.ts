import { data, redirect } from 'react-router';
import { isZone } from '#availability';
import { randomIds } from '#base';
import type { Parley } from '#http';
import type { Offer } from '#sessions';
import { readInstant } from '../../instant.ts';
import { readAsked, type Asked } from '../../picker/asked.ts';
import { posted } from '../../posted.ts';
import { describeTime, type Around, type Typed } from './describe-time.ts';
import { readDetails } from './read-details.ts';

/** The form below a time was sent: books it, or shows the form again and says why not. */
export async function takeTime({ clock, sessions }: Parley, offer: Offer, request: Request) {
  const { account, service } = offer;
  const { text } = await posted(request);
  const asked = withZone(text('zone'), readAsked(request, account.hours.zone));
  const start = readInstant(text('start'));
  if (!start) throw redirect(`/${account.slug}/${service.slug}`, 303);

  const typed: Typed = { name: text('name'), email: text('email'), note: text('note') };
  const around = { asked, startMs: start.epochMilliseconds, typed };
  const again = async (status: number, more: Partial<Around> = {}) =>
    data(await describeTime(clock, offer, { ...around, key: randomIds.token(), ...more }), status);

  if (text('deed') === 'take another time') return await again(200);
  const key = text('key');
  const read = readDetails(typed);
  if (!read.ok) return await again(422, { faults: read.faults, key });

  const { name, email, note } = read.details;
  const booked = await sessions.book(account, service, {
    start,
    guest: { name, email, zone: asked.zone },
    note,
    key: KEY.test(key) ? key : undefined,
  });
  if (booked.ok) return redirect(`/b/${booked.booking.token}?booked=1`, 303);
  if (booked.reason === 'slot-taken') return await again(409, { nearest: booked.nearest });
  return await again(409, { trouble: TROUBLE[booked.reason] });
}

/** As we write it into the form; another one is none. */
const KEY = /^[\w-]{1,255}$/;

const TROUBLE = {
  'key-reused':
    'This form has booked a session already; the link to it is in your mail. To book one more, press Book again.',
  'switched-off':
    'This service was taken off the page a moment ago, so it cannot be booked any more.',
};

/** The zone the form was read in holds, even where a cookie has changed since. */
function withZone(zone: string, asked: Asked): Asked {
  if (!isZone(zone) || asked.zoneFrom === 'address') return asked;
  return { ...asked, zone, zoneFrom: 'choice' };
}

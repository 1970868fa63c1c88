import { data, redirect } from 'react-router';
import { isZone } from '#availability';
import { randomIds } from '#base';
import { requestContext } from '#http';
import type { Offer } from '#sessions';
import { keepZone, readAsked, type Asked } from '../../picker/asked.ts';
import { fillPicker, type FreeTimes } from '../../picker/fill-picker.ts';
import { PickerView } from '../../picker/picker-view.tsx';
import { ZoneChooser } from '../../picker/zone-chooser.tsx';
import { zoneChoice } from '../../picker/zones.ts';
import publicStyles from '../../styles/public.css?url';
import { Comfort } from '../../comfort/comfort.tsx';
import { NotOffered } from './not-offered.tsx';
import type { Route } from './+types/route.ts';
import { DetailsForm } from './details-form.tsx';
import { drawOnce } from './drawn.ts';
import { describeTime, type Typed } from './describe-time.ts';
import { factsOf } from './facts.ts';
import { FactsView } from './facts-view.tsx';
import { foundContext, type Found } from './find-offer.ts';
import { readDetails } from './read-details.ts';

export const handle = { static: true };

export const middleware: Route.MiddlewareFunction[] = [drawOnce];

export const links: Route.LinksFunction = () => [{ rel: 'stylesheet', href: publicStyles }];

export const meta = ({ loaderData }: Route.MetaArgs) => {
  if (!loaderData || loaderData.step === 'not-offered') return [{ title: 'Nothing to book here' }];
  const { facts } = loaderData;
  return [
    { title: `${facts.service} with ${facts.account}` },
    { name: 'description', content: facts.description || `${facts.length}. ${facts.where}` },
  ];
};

/** Sent again for every reader: free times grow stale by the minute. */
export const headers: Route.HeadersFunction = ({ loaderHeaders }) => {
  loaderHeaders.set('Cache-Control', 'no-store');
  return loaderHeaders;
};

export async function loader({ request, context }: Route.LoaderArgs) {
  const { parley } = context.get(requestContext);
  const found = context.get(foundContext);
  if (found.found !== 'service') return data(notOffered(found), { status: 404 });

  const { offer } = found;
  const { account, service } = offer;
  const asked = readAsked(request, account.hours.zone);
  const now = parley.clock.now();
  const { place } = await parley.conferencing.placeFor(account, service);
  const facts = factsOf(account, service, place);
  const headers = keepZone(asked);
  if (asked.choosesZone) {
    return data(
      { step: 'zone' as const, facts, choice: zoneChoice(request, asked, now.epochMilliseconds) },
      { headers },
    );
  }
  if (asked.startMs !== undefined) {
    const time = await describeTime(parley.clock, offer, {
      asked,
      startMs: asked.startMs,
      key: randomIds.token(),
    });
    return data({ step: 'details' as const, facts, time }, { headers });
  }
  const picker = await fillPicker(asked, freeTimes(offer, now));
  return data({ step: 'pick' as const, facts, picker }, { headers });
}

export async function action({ request, context }: Route.ActionArgs) {
  const { parley } = context.get(requestContext);
  const found = context.get(foundContext);
  if (found.found !== 'service') return data(undefined, { status: 404 });

  const { offer } = found;
  const { account, service } = offer;
  const sent = await request.formData();
  const asked = withZoneOf(sent, readAsked(request, account.hours.zone));
  const start = instantOf(String(sent.get('start')));
  if (!start) throw redirect(`/${account.slug}/${service.slug}`, 303);
  const typed: Typed = {
    name: String(sent.get('name') ?? ''),
    email: String(sent.get('email') ?? ''),
    note: String(sent.get('note') ?? ''),
  };
  const again = async (
    status: number,
    more: { typed: Typed } & Record<string, unknown>,
    key = randomIds.token(),
  ) =>
    data(
      await describeTime(parley.clock, offer, {
        asked,
        startMs: start.epochMilliseconds,
        key,
        ...more,
      }),
      { status },
    );

  if (sent.get('deed') === 'take another time') return await again(200, { typed });
  const key = String(sent.get('key') ?? '');
  const read = readDetails(typed);
  if (!read.ok) return await again(422, { typed, faults: read.faults }, key);

  const { name, email, note } = read.details;
  const booked = await parley.sessions.book(account, service, {
    start,
    guest: { name, email, zone: asked.zone },
    note,
    key: key || undefined,
  });
  if (booked.ok) return redirect(`/b/${booked.booking.token}?booked=1`, 303);
  if (booked.reason === 'slot-taken') return await again(409, { typed, nearest: booked.nearest });
  return await again(409, { typed, trouble: TROUBLE[booked.reason] });
}

const TROUBLE = {
  'key-reused':
    'This form has booked a session already; the link to it is in your mail. To book one more, press Book again.',
  'switched-off':
    'This service was taken off the page a moment ago, so it cannot be booked any more.',
};

export default function BookingPage({ loaderData, actionData }: Route.ComponentProps) {
  if (loaderData.step === 'not-offered') return <NotOffered {...loaderData} />;
  return (
    <main className="book sheet" id="content">
      <FactsView facts={loaderData.facts} />
      <div className="book-step">
        {loaderData.step === 'pick' && <PickerView picker={loaderData.picker} />}
        {loaderData.step === 'zone' && <ZoneChooser choice={loaderData.choice} />}
        {loaderData.step === 'details' && <DetailsForm time={actionData ?? loaderData.time} />}
      </div>
      <Comfort />
    </main>
  );
}

/** The zone the form was read in holds, even where a cookie has changed since. */
function withZoneOf(sent: FormData, asked: Asked): Asked {
  const zone = String(sent.get('zone'));
  if (!isZone(zone) || asked.zoneFrom === 'address') return asked;
  return { ...asked, zone, zoneFrom: 'choice' };
}

function notOffered(found: Exclude<Found, { found: 'service' }>) {
  const account =
    found.found === 'account'
      ? { name: found.account.name, href: `/${found.account.slug}` }
      : undefined;
  return { step: 'not-offered' as const, account };
}

function freeTimes({ service, slots }: Offer, now: Temporal.Instant): FreeTimes {
  return {
    between: slots,
    nowMs: now.epochMilliseconds,
    horizonDays: service.horizonDays,
    capacity: service.capacity,
  };
}

function instantOf(text: string): Temporal.Instant | undefined {
  try {
    return Temporal.Instant.from(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

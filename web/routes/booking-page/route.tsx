import { data } from 'react-router';
import { randomIds } from '#base';
import { requestContext } from '#http';
import type { Offer } from '#sessions';
import { keepZone, readAsked } from '../../picker/asked.ts';
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
import { describeTime } from './describe-time.ts';
import { factsOf } from './facts.ts';
import { FactsView } from './facts-view.tsx';
import { foundContext, type Found } from './find-offer.ts';
import { takeTime } from './take-time.ts';

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
  return await takeTime(parley, found.offer, request);
}

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

import { data } from 'react-router';
import { requestContext } from '#http';
import { Comfort } from '../../comfort/comfort.tsx';
import { addressFor, readAskedByGuest } from '../../picker/asked.ts';
import { ZoneChooser } from '../../picker/zone-chooser.tsx';
import { zoneChoice } from '../../picker/zones.ts';
import { PRIVATE } from '../../private-headers.ts';
import publicStyles from '../../styles/public.css?url';
import { Says } from '../../ui/page.tsx';
import type { Route } from './+types/route.ts';
import { describeBooking } from './lasting.ts';
import { Cancelled, Recordings, Story, Upcoming } from './lasting-view.tsx';
import { Lost } from './lost.tsx';

export const handle = { static: true };

export const links: Route.LinksFunction = () => [{ rel: 'stylesheet', href: publicStyles }];

export const meta = ({ loaderData }: Route.MetaArgs) =>
  loaderData?.found
    ? [{ title: `${loaderData.lasting.service} with ${loaderData.lasting.account}` }]
    : [{ title: 'No booking here' }];

export const headers: Route.HeadersFunction = () => PRIVATE;

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const { parley } = context.get(requestContext);
  const booking = await parley.sessions.find(params.token);
  if (!booking) return data({ found: false as const }, { status: 404 });
  const asked = readAskedByGuest(request, booking.guest.zone);
  const { searchParams } = new URL(request.url);
  return data({
    found: true as const,
    lasting: await describeBooking(parley, booking, asked.zone),
    news: NEWS[
      searchParams.has('booked') ? 'booked' : searchParams.has('moved') ? 'moved' : 'none'
    ],
    mailed: !parley.config.postless,
    zoneHref: addressFor(asked, { 'choose-zone': '1' }),
    choice: asked.choosesZone
      ? zoneChoice(request, asked, booking.start.epochMilliseconds)
      : undefined,
  });
}

const NEWS = { booked: 'You are booked.', moved: 'Your session is moved.', none: undefined };

export default function LastingPage({ loaderData }: Route.ComponentProps) {
  if (!loaderData.found) return <Lost />;
  const { lasting, news, choice } = loaderData;
  return (
    <main className="page lasting" id="content">
      {choice ? (
        <ZoneChooser choice={choice} />
      ) : (
        <>
          {news && !lasting.cancelled && (
            <Says>
              {news}{' '}
              {loaderData.mailed
                ? `We wrote to ${lasting.email}.`
                : 'Keep the address of this page: it leads back here.'}
            </Says>
          )}
          {lasting.cancelled ? (
            <Cancelled lasting={lasting} />
          ) : (
            <Upcoming lasting={lasting} zoneHref={loaderData.zoneHref} />
          )}
          <Recordings lasting={lasting} />
          <Story lasting={lasting} />
        </>
      )}
      <Comfort />
    </main>
  );
}

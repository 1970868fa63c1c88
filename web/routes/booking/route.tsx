import { data } from 'react-router';
import { requestContext } from '#http';
import { Comfort } from '../../comfort/comfort.tsx';
import { addressFor, readAskedByGuest } from '../../picker/asked.ts';
import { ZoneChooser } from '../../picker/zone-chooser.tsx';
import { zoneChoice } from '../../picker/zones.ts';
import publicStyles from '../../styles/public.css?url';
import { Says } from '../../ui/page.tsx';
import type { Route } from './+types/route.ts';
import { describeBooking, type Lasting } from './lasting.ts';
import { Lost } from './lost.tsx';
import { PRIVATE } from './private-headers.ts';

export const handle = { static: true };

export const links: Route.LinksFunction = () => [{ rel: 'stylesheet', href: publicStyles }];

export const meta = ({ loaderData }: Route.MetaArgs) =>
  loaderData?.found ? [{ title: `${loaderData.lasting.service} with ${loaderData.lasting.account}` }] : [{ title: 'No booking here' }];

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
    news: NEWS[searchParams.has('booked') ? 'booked' : searchParams.has('moved') ? 'moved' : 'none'],
    zoneHref: addressFor(asked, { 'choose-zone': '1' }),
    choice: asked.choosesZone ? zoneChoice(request, asked, booking.start.epochMilliseconds) : undefined,
  });
}

const NEWS = { booked: 'You are booked.', moved: 'Your session is moved.', none: undefined };

export default function LastingPage({ loaderData }: Route.ComponentProps) {
  if (!loaderData.found) return <Lost />;
  const { lasting, news, choice } = loaderData;
  return (
    <main className="page lasting" id="content">
      {choice ? (
        <ZoneChooser choice={choice} backHref={lasting.href} />
      ) : (
        <>
          {news && !lasting.cancelled && (
            <Says>
              {news} We wrote to {lasting.email}.
            </Says>
          )}
          {lasting.cancelled ? <Cancelled lasting={lasting} /> : <Upcoming lasting={lasting} zoneHref={loaderData.zoneHref} />}
          <Story lasting={lasting} />
        </>
      )}
      <Comfort />
    </main>
  );
}

function Upcoming({ lasting, zoneHref }: { lasting: Lasting; zoneHref: string }) {
  return (
    <>
      <Crumb lasting={lasting} />
      <h1 className="when" id="when" data-live data-times={lasting.times}>
        {lasting.day}
        <br />
        {lasting.hours}
      </h1>
      <p className="soft">
        <a href={zoneHref}>{lasting.zoneWords}</a> · <span data-countdown>{lasting.countdown}</span>
      </p>
      <p className="soft small" data-device-clock={lasting.zone} hidden />
      <WayIn lasting={lasting} />
      <Change lasting={lasting} />
    </>
  );
}

function Crumb({ lasting }: { lasting: Lasting }) {
  return (
    <p className="crumb">
      With {lasting.account} · {lasting.service}
    </p>
  );
}

function WayIn({ lasting: { wayIn, over, href } }: { lasting: Lasting }) {
  return (
    <section id="way-in" data-live data-look-again={wayIn.lookAgainS} aria-label="The way in" aria-live="polite">
      <p className="bar">
        {wayIn.button && (
          <a className="button go" href={wayIn.button.href}>
            {wayIn.button.words}
          </a>
        )}
        {!over && (
          <a className="button" href={`${href}/calendar.ics`}>
            Add to calendar
          </a>
        )}
      </p>
      {wayIn.says.map((sentence) => (
        <p key={sentence} className="true-now">
          {sentence}
        </p>
      ))}
    </section>
  );
}

function Change({ lasting: { change, over, href, bookAgainHref } }: { lasting: Lasting }) {
  if (over) {
    return (
      <section id="change" data-live className="sheet padded">
        <h2>Would you like to meet again?</h2>
        <p className="bar">
          <a className="button" href={bookAgainHref}>
            Book another session
          </a>
        </p>
      </section>
    );
  }
  return (
    <section id="change" data-live className="sheet padded">
      <h2>Need another time?</h2>
      <p className="soft">{change.allowed ? change.words : change.why}</p>
      {change.allowed && (
        <p className="bar">
          <a className="button" href={`${href}/move`}>
            Move
          </a>
          <a className="button quiet bad" href={`${href}/cancel`}>
            Cancel the session
          </a>
        </p>
      )}
    </section>
  );
}

function Cancelled({ lasting }: { lasting: Lasting }) {
  return (
    <>
      <Crumb lasting={lasting} />
      <h1>{lasting.cancelled?.words}</h1>
      {lasting.cancelled?.reason && <blockquote>{lasting.cancelled.reason}</blockquote>}
      <p className="soft gone">
        It was to be on <s>{lasting.day}, {lasting.hours}</s>, {lasting.zoneWords}.
      </p>
      <p className="bar">
        <a className="button go" href={lasting.bookAgainHref}>
          Book again
        </a>
      </p>
    </>
  );
}

function Story({ lasting: { story } }: { lasting: Lasting }) {
  if (story.length === 0) return null;
  return (
    <section id="story" data-live className="part">
      <h2>What happened so far</h2>
      <ol className="line">
        {story.map((line) => (
          <li key={`${line.iso} ${line.words}`}>
            <time dateTime={line.iso}>{line.at}</time>
            <span>{line.words}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

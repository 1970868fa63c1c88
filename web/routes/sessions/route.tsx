import { Link } from 'react-router';
import { readPlace } from '#sessions';
import { Empty, PageHead } from '../../ui/page.tsx';
import { signedIn } from '../../visitor.ts';
import { shortAddress } from '../../words/page-address.ts';
import type { Route } from './+types/route.ts';
import { agenda } from './agenda.ts';
import './sessions.css';

export const meta: Route.MetaFunction = () => [{ title: 'Sessions · Parley' }];

export async function loader({ request, context }: Route.LoaderArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const { searchParams } = new URL(request.url);
  const past = searchParams.has('past');
  const { account } = visitor;
  const { sessions, next } = await parley.sessions.list(account.id, {
    when: past ? 'past' : 'upcoming',
    after: readPlace(searchParams.get('after') ?? ''),
  });
  return {
    past,
    further: searchParams.has('after'),
    next,
    page: `${parley.config.appUrl}/${account.slug}`,
    days: agenda(sessions, account.hours.zone, parley.clock.now()),
  };
}

export default function Sessions({ loaderData }: Route.ComponentProps) {
  const { past, days, page } = loaderData;
  return (
    <>
      <PageHead title="Sessions" />
      <nav className="tabs" aria-label="Which sessions">
        <Link to="/sessions" aria-current={past ? undefined : 'page'}>
          Upcoming
        </Link>
        <Link to="/sessions?past" aria-current={past ? 'page' : undefined}>
          Past
        </Link>
      </nav>
      {days.length === 0 && (past ? <NothingPast /> : <NothingAhead page={page} />)}
      {days.map((day) => (
        <section className="day" key={day.date} aria-labelledby={`day-${day.date}`}>
          <h2 id={`day-${day.date}`}>
            {day.name} {day.near && <span className="soft">{day.near}</span>}
          </h2>
          <ul className="sheet">
            {day.sessions.map((session) => (
              <li key={session.id}>
                <Link className="entry" to={`/sessions/${session.id}`}>
                  <time dateTime={session.iso}>
                    {session.from}
                    <span className="soft"> to {session.to}</span>
                  </time>
                  <span className="what">
                    <span className="who-comes">{session.guests}</span>
                    <span className="soft small">
                      {session.service} · {session.place}
                    </span>
                    {session.notes.map(({ says, needsHost }) => (
                      <span className={needsHost ? 'needs small' : 'soft small'} key={says}>
                        {says}
                      </span>
                    ))}
                  </span>
                  {session.cancelled && <span className="tag plain">Cancelled</span>}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Pages {...loaderData} />
    </>
  );
}

/** Where there are too many for one page. Back to where it began is one step, however far one has gone. */
function Pages({ past, further, next }: Route.ComponentProps['loaderData']) {
  if (!further && !next) return null;
  const here = past ? '/sessions?past' : '/sessions';
  return (
    <nav className="bar" aria-label="More sessions">
      {further && (
        <Link className="button" to={here}>
          {past ? 'Back to the latest' : 'Back to the next ones'}
        </Link>
      )}
      {next && (
        <Link className="button" to={`${here}${past ? '&' : '?'}after=${next}`}>
          {past ? 'Earlier' : 'Later'}
        </Link>
      )}
    </nav>
  );
}

function NothingAhead({ page }: { page: string }) {
  return (
    <Empty title="Nobody has booked yet">
      <p>Your page is open. Send its address to somebody you would like to meet:</p>
      <p>
        <a className="address" href={page}>
          {shortAddress(page)}
        </a>
      </p>
      <p className="bar">
        <Link className="button" to="/scheduling">
          Look at your services and hours
        </Link>
      </p>
    </Empty>
  );
}

function NothingPast() {
  return (
    <Empty title="No sessions behind you yet">
      <p>Once you have met somebody, you find it here.</p>
    </Empty>
  );
}

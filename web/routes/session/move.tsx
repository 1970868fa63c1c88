import { data, Form, Link, redirect } from 'react-router';
import { posted } from '../../posted.ts';
import { Empty, PageHead, Says } from '../../ui/page.tsx';
import { signedIn } from '../../visitor.ts';
import type { Route } from './+types/move.ts';
import { readMove, wordsOf } from './read-move.ts';
import './session.css';

export const meta: Route.MetaFunction = () => [{ title: 'Move a session · Parley' }];

export async function loader({ request, context, params }: Route.LoaderArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  return await readMove(parley, visitor.account, params.id, new URL(request.url).searchParams);
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const start = Temporal.Instant.from((await posted(request)).text('start'));
  const { account } = visitor;
  const answer = await parley.sessions.moveSession(account.id, params.id, start);
  if (answer.ok) return redirect(`/sessions/${params.id}?said=moved`);
  if (answer.reason === 'slot-taken') {
    const nearest = answer.nearest.map(({ startMs }) => wordsOf(startMs, account.hours.zone));
    return data({ says: 'Somebody took this time just now.', nearest }, 409);
  }
  return redirect(`/sessions/${params.id}`);
}

export default function Move({ loaderData, actionData }: Route.ComponentProps) {
  const { id, was, picked, days, earlier, later, zone } = loaderData;
  return (
    <>
      <PageHead
        crumb={
          <>
            <Link to="/sessions">Sessions</Link> › <Link to={`/sessions/${id}`}>{was}</Link> › Move
          </>
        }
        title="Move the session"
        lede={`Pick a new time. Everybody in it keeps their link and is told. Times in ${zone}.`}
      />
      {actionData && (
        <Says tone="bad">
          {actionData.says} {actionData.nearest.length > 0 && 'Free nearby: '}
          {actionData.nearest.map((slot, index) => (
            <span key={slot.iso}>
              {index > 0 && ', '}
              <Link to={`?start=${slot.iso}`}>
                {slot.day}, {slot.time}
              </Link>
            </span>
          ))}
        </Says>
      )}
      {picked && !actionData && (
        <Form className="sheet padded confirm" method="post">
          <p className="soft">Move from {was} to</p>
          <p className="when">
            {picked.day}, {picked.time}
          </p>
          <input type="hidden" name="start" value={picked.iso} />
          <p className="bar">
            <button className="button go">Move the session</button>
            <Link className="button quiet" to={`/sessions/${id}`}>
              Leave it where it is
            </Link>
          </p>
        </Form>
      )}
      {days.length === 0 && (
        <Empty title="No free time in these two weeks">
          <p>Look further ahead, or open more hours under Availability.</p>
        </Empty>
      )}
      <div className="move-days">
        {days.map((day) => (
          <section key={day.name} aria-label={day.name}>
            <h2>{day.name}</h2>
            <div className="times">
              {day.times.map((slot) => (
                <Link key={slot.iso} to={`?${later.here}&start=${slot.iso}`} aria-label={`${day.name}, ${slot.time}`}>
                  {slot.time}
                </Link>
              ))}
            </div>
          </section>
        ))}
      </div>
      <p className="bar">
        {earlier && (
          <Link className="button" to={`?${earlier}`}>
            Earlier
          </Link>
        )}
        <Link className="button" to={`?${later.next}`}>
          Later
        </Link>
      </p>
    </>
  );
}

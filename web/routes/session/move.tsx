import { data, Form, Link, redirect } from 'react-router';
import { readInstant } from '../../instant.ts';
import { posted } from '../../posted.ts';
import { recordId } from '../../record-id.ts';
import { TextField } from '../../ui/field.tsx';
import { Empty, PageHead, Says } from '../../ui/page.tsx';
import { refusalOf, signedIn } from '../../visitor.ts';
import type { Route } from './+types/move.ts';
import { readMove, wordsOf } from './read-move.ts';
import './session.css';

export const meta: Route.MetaFunction = () => [{ title: 'Move a session · Parley' }];

export async function loader({ request, context, params }: Route.LoaderArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  return await readMove(
    parley,
    visitor.account,
    recordId(params.id),
    new URL(request.url).searchParams,
  );
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const refusal = refusalOf(visitor, 'hold sessions');
  if (refusal !== undefined) throw new Response(refusal, { status: 403 });
  const start = readInstant((await posted(request)).text('start'));
  if (!start) throw new Response('That is no time.', { status: 400 });
  const { account } = visitor;
  const answer = await parley.sessions.moveSession(account.id, recordId(params.id), start);
  if (answer.ok) return redirect(`/sessions/${params.id}?said=moved`);
  if (answer.reason === 'slot-taken') {
    const nearest = answer.nearest.map(({ startMs }) => wordsOf(startMs, account.hours.zone));
    return data({ says: 'Another session stands at this time.', nearest }, 409);
  }
  if (answer.reason === 'out-of-reach')
    return data({ says: 'Pick a time that lies ahead, within two years.', nearest: [] }, 409);
  return redirect(`/sessions/${params.id}${answer.reason === 'over' ? '?said=over' : ''}`);
}

type Read = Route.ComponentProps['loaderData'];

export default function Move({ loaderData, actionData }: Route.ComponentProps) {
  const { id, was, picked, days, zone } = loaderData;
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
      {actionData && <Taken says={actionData.says} nearest={actionData.nearest} />}
      {picked && !actionData && <Confirm id={id} was={was} picked={picked} />}
      {days.length === 0 && (
        <Empty title="No free time in these seven days">
          <p>Look further ahead, or open more hours under Availability.</p>
        </Empty>
      )}
      <FreeTimes days={days} page={loaderData.page} />
      <AnyTime at={loaderData.at} />
    </>
  );
}

function Taken({ says, nearest }: { says: string; nearest: ReturnType<typeof wordsOf>[] }) {
  return (
    <Says tone="bad">
      {says} {nearest.length > 0 && 'Free nearby: '}
      {nearest.map((slot, index) => (
        <span key={slot.iso}>
          {index > 0 && ', '}
          <Link to={`?start=${slot.iso}`}>
            {slot.day}, {slot.time}
          </Link>
        </span>
      ))}
    </Says>
  );
}

function Confirm({
  id,
  was,
  picked,
}: {
  id: string;
  was: string;
  picked: NonNullable<Read['picked']>;
}) {
  return (
    <Form className="sheet padded confirm" method="post">
      <p className="soft">Move from {was} to</p>
      <p className="when">
        {picked.day}
        <br />
        {picked.time}
      </p>
      {!picked.offered && (
        <p className="soft">Guests are not offered this time. You may take it all the same.</p>
      )}
      <input type="hidden" name="start" value={picked.iso} />
      <p className="bar">
        <button className="button go">Move the session</button>
        <Link className="button quiet" to={`/sessions/${id}`}>
          Leave it where it is
        </Link>
      </p>
    </Form>
  );
}

/** What guests are offered does not bind a host. */
function AnyTime({ at }: { at: string }) {
  return (
    <Form className="any-time" method="get">
      <TextField
        label="Or any other time"
        name="at"
        type="datetime-local"
        defaultValue={at}
        required
      />
      <button className="button">Take this time</button>
    </Form>
  );
}

function FreeTimes({ days, page }: { days: Read['days']; page: Read['page'] }) {
  return (
    <>
      <div className="move-days">
        {days.map((day) => (
          <section key={day.name} aria-label={day.name}>
            <h2>{day.name}</h2>
            <div className="times">
              {day.times.map(({ iso, time }) => (
                <Link
                  key={iso}
                  to={`?from=${page.here}&start=${iso}`}
                  aria-label={`${day.name}, ${time}`}
                >
                  {time}
                </Link>
              ))}
            </div>
          </section>
        ))}
      </div>
      <p className="bar">
        {page.earlier !== undefined && (
          <Link className="button" to={`?from=${page.earlier}`}>
            Earlier
          </Link>
        )}
        <Link className="button" to={`?from=${page.later}`}>
          Later
        </Link>
      </p>
    </>
  );
}

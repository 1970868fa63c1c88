import { operating } from '../../operating.ts';
import { PageHead, Says } from '../../ui/page.tsx';
import type { Route } from './+types/health.ts';
import {
  backlogLines,
  changesWords,
  hearingLines,
  troubleLines,
  waitingLines,
  type Line,
} from './health-words.ts';
import './setup.css';

export const handle = { static: true };

export const meta: Route.MetaFunction = () => [{ title: 'Zoom health · Parley' }];

export async function loader({ request, context }: Route.LoaderArgs) {
  const { parley, visitor } = await operating({ request, context });
  const health = await parley.operator.zoomHealth();
  const reading = { zone: visitor.account.hours.zone, now: parley.clock.now() };
  return {
    configured: parley.zoomSetup.configured,
    postless: parley.config.postless,
    numbers: [
      { name: 'Permissions that hold', count: health.grants.good },
      { name: 'Permissions lost', count: health.grants.lost },
      { name: 'Accounts cut off at Zoom', count: health.cutOff },
    ],
    waiting: waitingLines(health, reading),
    changes: changesWords(health, reading),
    backlog: backlogLines(health),
    troubles: troubleLines(health, reading),
    hearing: hearingLines(health, reading),
  };
}

/** How the work with Zoom stands, over all accounts. Nobody is named. */
export default function Health({ loaderData: health }: Route.ComponentProps) {
  return (
    <>
      <PageHead
        crumb={
          <>
            <a href="/scheduling">Scheduling</a> ›{' '}
            <a href="/scheduling/conferencing">Conferencing</a> ›{' '}
            <a href="/setup/zoom">Set up Zoom</a> › Health
          </>
        }
        title="Zoom health"
        lede="How the work with Zoom stands, over all accounts of this Parley."
      />
      {health.postless && (
        <Says tone="warn">
          No mail is sent: SMTP_URL is not set. Letters wait for a day, and are then given up.
        </Says>
      )}
      {!health.configured && <Says tone="warn">Zoom is not set up here.</Says>}
      <dl className="sheet numbers">
        {health.numbers.map(({ name, count }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <Part
        title="Sessions that wait"
        lines={health.waiting}
        none="Every session is in step with Zoom."
      />
      <section className="part" aria-labelledby="changes">
        <h2 id="changes">The day’s allowance</h2>
        <p className="soft">{health.changes}</p>
      </section>
      <Part title="Work that is due" lines={health.backlog} none="Nothing is waiting to be done." />
      <Part
        title="What went wrong within a week"
        lines={health.troubles}
        none="Nothing went wrong."
      />
      <Part title="What Zoom tells" lines={health.hearing} none="" />
      <p className="soft numbers-foot">
        The same in numbers, for Prometheus: <a href="/metrics">/metrics</a>
      </p>
    </>
  );
}

function Part({ title, lines, none }: { title: string; lines: Line[]; none: string }) {
  const id = title.toLowerCase().replaceAll(' ', '-');
  return (
    <section className="part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {lines.length === 0 ? (
        <p className="soft">{none}</p>
      ) : (
        <dl className="sheet facts-list">
          {lines.map(({ key, name, says, needsHost }) => (
            <div key={key}>
              <dt>
                {name} {needsHost && <span className="tag warn">Needs a hand</span>}
              </dt>
              <dd>{says}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

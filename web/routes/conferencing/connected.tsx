import type { ReactNode } from 'react';
import { Form } from 'react-router';
import { Row } from '../../ui/row.tsx';
import { zoomUserWords } from '../../words/zoom-user.ts';
import { AskAnother, AskDisconnect, Authorize } from './acts.tsx';
import type { ZoomWords } from './read-conferencing.ts';
import { SoonestSessions } from './session-list.tsx';

type Connected = Extract<ZoomWords, { state: 'connected' }>;

interface Props {
  zoom: Connected;
  isDefault: boolean;
  may: boolean;
  makeDefault: ReactNode;
  /** Whether the host has just asked for a test: then its steps are shown even when all went well. */
  tested: boolean;
}

/** A connection that stands: who, what was tried, what waits, and what to know. */
export function ConnectedRow({ zoom, isDefault, may, makeDefault, tested }: Props) {
  const needsHost = zoom.missing.length > 0 || zoom.check?.state === 'failed';
  return (
    <Row
      region="Zoom"
      glyph="Z"
      name="Zoom"
      tag={
        <>
          {isDefault && <span className="tag">Default</span>}{' '}
          {needsHost && <span className="tag warn">Needs you</span>}
        </>
      }
      facts={[<Tie key="tie" zoom={zoom} />, zoom.heard]}
      says={
        <div className="more">
          <Check zoom={zoom} tested={tested} />
          <Notes zoom={zoom} />
          {may && (
            <div className="bar">
              {!isDefault && makeDefault}
              <Test checking={zoom.check?.state === 'checking'} />
              {zoom.missing.length > 0 && <Authorize words="Reconnect" />}
              <AskAnother />
              <AskDisconnect quiet />
            </div>
          )}
        </div>
      }
    />
  );
}

function Tie({ zoom }: { zoom: Connected }) {
  return (
    <>
      Connected as <b>{zoomUserWords(zoom.email)}</b> · {zoom.plan} ·{' '}
      <span className="whole">since {zoom.since}</span>
    </>
  );
}

/** What the last check showed. The steps are of interest while it runs, after a press, and when one failed. */
function Check({ zoom: { check, missing }, tested }: { zoom: Connected; tested: boolean }) {
  if (!check) return null;
  const open = tested || check.state !== 'well';
  return (
    <div className="tried" role="status">
      <p className={check.state === 'failed' || missing.length > 0 ? 'says warn' : 'soft small'}>
        {check.says}
      </p>
      {open && check.steps.length > 0 && (
        <ol className="steps" aria-label="What was tried">
          {check.steps.map((step) => (
            <li key={step.words} className={step.well ? 'well' : 'failed'}>
              <span className="unseen">{step.well ? 'Went well: ' : 'Failed: '}</span>
              {step.words}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function Notes({ zoom }: { zoom: Connected }) {
  return (
    <>
      {zoom.missing.map((words) => (
        <p key={words} className="says warn">
          {words} Reconnect and leave every box ticked.
        </p>
      ))}
      {zoom.repair.length > 0 && (
        <section className="report" aria-label="After reconnecting">
          <h3>After reconnecting</h3>
          <ul>
            {zoom.repair.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </section>
      )}
      {zoom.waits.length > 0 && (
        <section className="report" aria-label="What waits">
          <h3>What waits</h3>
          <SoonestSessions label="Sessions that wait" sessions={zoom.waits} />
        </section>
      )}
      {zoom.notManaged && <p className="soft small">{zoom.notManaged}</p>}
      {zoom.planLimit && <p className="says warn">{zoom.planLimit}</p>}
    </>
  );
}

function Test({ checking }: { checking: boolean }) {
  return (
    <Form method="post" preventScrollReset>
      <button className="button" name="deed" value="test" aria-disabled={checking || undefined}>
        Test
      </button>
    </Form>
  );
}

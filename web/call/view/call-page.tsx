import { lazy, useEffect, useState } from 'react';
import { useRevalidator } from 'react-router';
import { WaitingBar } from '../../routes/host/waiting-bar.tsx';
import type { Call, Shown } from '../call.ts';
import { useCall } from '../use-call.ts';
import { DoorPage, enters } from './door-page.tsx';
import { EndedPage } from './ended-page.tsx';
import type { CallFacts } from './facts.ts';
import { InCall } from './in-call.tsx';
import { LatePart } from './late-part.tsx';
import { WaitingPage } from './waiting-page.tsx';

const RecordingRun = lazy(async () => ({
  default: (await import('./recording.tsx')).RecordingRun,
}));

/** The whole page of a call, at whichever point it is. */
export function CallPage({ facts }: { facts: CallFacts }) {
  const { call, shown } = useCall({ ...facts, enters: enters(facts) });
  const { stage, ended, news, knocking } = shown.call;
  const records = useRecords(shown);
  useDoorWatch(facts, stage === 'door');
  useAdmit(call, shown);
  useEffect(() => {
    document.title =
      knocking.length > 0 ? `(${knocking.length} waiting) ${facts.title}` : facts.title;
  }, [knocking.length, facts.title]);
  return (
    <div className="call">
      {facts.role === 'host' && stage !== 'in' && <WaitingBar here={facts.sessionId} />}
      {(stage === 'door' || stage === 'joining') && (
        <DoorPage call={call} shown={shown} facts={facts} />
      )}
      {stage === 'waiting' && <WaitingPage call={call} shown={shown} facts={facts} />}
      {stage === 'in' && <InCall call={call} shown={shown} facts={facts} />}
      {stage === 'ended' && <EndedPage call={call} why={ended ?? 'left'} facts={facts} />}
      {records && (
        <LatePart>
          <RecordingRun call={call} shown={shown} sessionHref={facts.backHref} />
        </LatePart>
      )}
      <News no={news.no} words={news.words} />
    </div>
  );
}

/** From the first recording on, also after the call: its last part may still be on its way. */
function useRecords({ call: { recording, me } }: Shown): boolean {
  const [records, setRecords] = useState(false);
  if (!records && recording.is !== 'off' && recording.by === me) setRecords(true);
  return records;
}

/** Whoever pressed “Admit” on another page lets that guest in by joining. */
function useAdmit(call: Call, { call: { stage, knocking } }: Shown): void {
  useEffect(() => {
    if (stage !== 'in') return;
    const address = new URL(location.href);
    const wanted = address.searchParams.get('admit');
    if (!wanted) return;
    if (knocking.some(({ id }) => id === wanted)) call.decide('admit', wanted);
    address.searchParams.delete('admit');
    history.replaceState(history.state, '', address);
  }, [call, stage, knocking]);
}

/** Reads out what happened. Two places take turns, so that the same words twice are read twice. */
function News({ no, words }: { no: number; words: string }) {
  return (
    <div className="unseen" aria-live="polite">
      <p>{no % 2 === 0 ? words : ''}</p>
      <p>{no % 2 === 1 ? words : ''}</p>
    </div>
  );
}

const LOOK_AGAIN_MS = 15_000;

/** While somebody stands before the door, looks now and then, and at the moment it opens. */
function useDoorWatch({ door, opensAtMs, nowMs }: CallFacts, watching: boolean): void {
  const { revalidate } = useRevalidator();
  const waits = watching && (door === 'early' || door === 'full' || door === 'open');
  useEffect(() => {
    if (!waits) return;
    // Read only where the server answers: a page that cannot be read is replaced by one that says so.
    const look = async () => {
      const answer = await fetch('/healthz').catch(() => undefined);
      if (answer?.ok) void revalidate();
    };
    const untilOpenMs = opensAtMs === undefined ? LOOK_AGAIN_MS : Math.max(0, opensAtMs - nowMs);
    const first = setTimeout(() => void look(), Math.min(LOOK_AGAIN_MS, untilOpenMs + 200));
    // A look that fails brings no new `nowMs`; the next one comes all the same.
    const again = setInterval(() => void look(), LOOK_AGAIN_MS);
    return () => {
      clearTimeout(first);
      clearInterval(again);
    };
  }, [waits, opensAtMs, nowMs, revalidate]);
}

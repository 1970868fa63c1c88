import type { ReactNode } from 'react';
import { Link } from 'react-router';

/** A session among others: when, what, and how it stands where that is said. */
export interface Listed {
  id: string;
  iso: string;
  day: string;
  time: string;
  title: string;
  /** What becomes of it, where that is not what becomes of the others. */
  says?: string | undefined;
}

/** All of them, in a dialog, soonest first. A long list scrolls by itself, so that the buttons stay in sight. */
export function SessionList({ label, sessions }: { label: string; sessions: Listed[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reachable by keyboard.
    <ul className="line listed" aria-label={label} tabIndex={0}>
      {sessions.map((session) => (
        <Line key={session.id} session={session} title={session.title} />
      ))}
    </ul>
  );
}

/** More would push what follows out of sight. */
const SHOWN = 6;

/** The soonest of some sessions, on a page: each leads to its own. */
export function SoonestSessions({ label, sessions }: { label: string; sessions: Listed[] }) {
  if (sessions.length === 0) return null;
  return (
    <ul className="line listed" aria-label={label}>
      {sessions.slice(0, SHOWN).map((session) => (
        <Line
          key={session.id}
          session={session}
          title={<Link to={`/sessions/${session.id}`}>{session.title}</Link>}
        />
      ))}
      {sessions.length > SHOWN && (
        <li>
          <span>and {sessions.length - SHOWN} more</span>
        </li>
      )}
    </ul>
  );
}

function Line({ session, title }: { session: Listed; title: ReactNode }) {
  return (
    <li>
      <time dateTime={session.iso}>
        {session.day}, {session.time}
      </time>
      <span>
        {title}
        {session.says && <span className="soft small says-how">{session.says}</span>}
      </span>
    </li>
  );
}

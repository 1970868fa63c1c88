import { Link } from 'react-router';
import type { Listed } from './session-list.tsx';

/** More would push what follows out of sight. */
const SHOWN = 6;

/** The soonest of some sessions: when, what, and how each stands where that is said. */
export function SessionLines(props: { label: string; sessions: Listed[]; linked?: boolean }) {
  const { sessions } = props;
  if (sessions.length === 0) return null;
  return (
    <ul className="line listed" aria-label={props.label}>
      {sessions.slice(0, SHOWN).map((session) => (
        <li key={session.id}>
          <time dateTime={session.iso}>
            {session.day}, {session.time}
          </time>
          <span>
            {props.linked ? (
              <Link to={`/sessions/${session.id}`}>{session.title}</Link>
            ) : (
              session.title
            )}
            {session.says && <span className="soft small says-how">{session.says}</span>}
          </span>
        </li>
      ))}
      {sessions.length > SHOWN && (
        <li>
          <span>and {sessions.length - SHOWN} more</span>
        </li>
      )}
    </ul>
  );
}

/** A session as a dialog names it. */
export interface Listed {
  id: string;
  iso: string;
  day: string;
  time: string;
  title: string;
  /** What becomes of it, where that is not what becomes of the others. */
  says?: string | undefined;
}

/** All of them, soonest first. A long list scrolls by itself, so that the buttons stay in sight. */
export function SessionList({ label, sessions }: { label: string; sessions: Listed[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reachable by keyboard.
    <ul className="line listed" aria-label={label} tabIndex={0}>
      {sessions.map((session) => (
        <li key={session.id}>
          <time dateTime={session.iso}>
            {session.day}, {session.time}
          </time>
          <span>
            {session.title}
            {session.says && <span className="soft small says-how">{session.says}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A session as a dialog names it. */
export interface Listed {
  id: string;
  iso: string;
  day: string;
  time: string;
  title: string;
  /** What becomes of it, where that is not what becomes of the others. */
  but?: string | undefined;
}

/** All of them, soonest first. A long list scrolls in its own frame, so that the buttons stay in sight. */
export function SessionList({ label, sessions }: { label: string; sessions: Listed[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reachable by keyboard.
    <div className="listed" role="group" aria-label={label} tabIndex={0}>
      <ul className="line">
        {sessions.map((session) => (
          <li key={session.id}>
            <time dateTime={session.iso}>
              {session.day}, {session.time}
            </time>
            <span>
              {session.title}
              {session.but && <span className="soft small but">{session.but}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

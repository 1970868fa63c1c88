import type { Check } from '#zoom';

const TAGS: Record<Check['result'], { words: string; tone: string }> = {
  good: { words: 'Good', tone: '' },
  bad: { words: 'Needs a hand', tone: 'warn' },
  unknown: { words: 'Cannot be told yet', tone: 'plain' },
};

/** Looks on demand: every look asks Zoom and our own public address. */
export function CheckPart(props: { configured: boolean; checks: Check[] | undefined }) {
  const { configured, checks } = props;
  if (!configured) return null;
  return (
    <section className="part" aria-labelledby="check" id="checks">
      <h2 id="check">Does it fit together?</h2>
      <p className="soft">
        Asks Zoom, and this Parley’s own public address, and says what it finds. Nothing is changed.
      </p>
      {checks && (
        <ul className="sheet checks">
          {checks.map((check) => (
            <li key={check.about}>
              <h3>
                {check.about}{' '}
                <span className={`tag ${TAGS[check.result].tone}`}>{TAGS[check.result].words}</span>
              </h3>
              <p>{check.says}</p>
              {check.todo && <p className="soft">{check.todo}</p>}
            </li>
          ))}
        </ul>
      )}
      <form className="bar" action="#checks">
        <button className="button go" name="check" value="now">
          {checks ? 'Check again' : 'Check now'}
        </button>
        <span className="soft small">
          In a terminal: <code>npm run check:zoom</code>
        </span>
      </form>
    </section>
  );
}

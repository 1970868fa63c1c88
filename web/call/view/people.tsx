import type { Call, Shown } from '../call.ts';
import { myself, others } from '../call-state.ts';

/** For hosts: takes a guest out of the call, behind a second press. */
export function People({ call, shown }: { call: Call; shown: Shown }) {
  const guests = others(shown.call).filter(({ role }) => role === 'guest');
  if (myself(shown.call)?.role !== 'host' || guests.length === 0) return null;
  return (
    <details className="people">
      <summary className="button quiet">People</summary>
      <ul className="sheet">
        {guests.map(({ id, name }) => (
          <li key={id}>
            <span>{name}</span>
            <button
              className="button quiet bad"
              type="button"
              onClick={() => call.decide('remove', id)}
            >
              Remove<span className="unseen"> {name}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

import type { Call, Shown } from '../call.ts';

/** For hosts: who waits at the door. */
export function Lobby({ call, shown }: { call: Call; shown: Shown }) {
  const { knocking } = shown.call;
  if (knocking.length === 0) return null;
  return (
    <ul className="lobby" aria-label="Waiting at the door">
      {knocking.map(({ id, name }) => (
        <li key={id} className="sheet">
          <p>
            <b>{name}</b> is waiting to come in.
          </p>
          <div className="lobby-deeds">
            <button className="button go" type="button" onClick={() => call.decide('admit', id)}>
              Let in<span className="unseen"> {name}</span>
            </button>
            <button
              className="button quiet"
              type="button"
              onClick={() => call.decide('refuse', id)}
            >
              Refuse<span className="unseen"> {name}</span>
            </button>
          </div>
        </li>
      ))}
    </ul>
  );
}

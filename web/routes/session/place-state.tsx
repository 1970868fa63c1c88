import { Link } from 'react-router';
import { Says } from '../../ui/page.tsx';
import { DriftDeeds } from './drift-deeds.tsx';
import type { SessionWords } from './read-session.ts';

/** Where the session is held, how its meeting stands, and what its host should see to. */
export function PlaceState({ session }: { session: SessionWords }) {
  const { place, placeSays, standsIn, meeting, removal, settings, drift, warnings } = session;
  if (session.cancelled)
    return (
      <div className="session-state">
        <p>This session is cancelled. The time is free again.</p>
        <Removal removal={removal} />
        <Warnings warnings={warnings} />
      </div>
    );
  return (
    <div className="session-state">
      <p>
        <b>{place}</b>
        {placeSays && <span className="soft"> · {placeSays}</span>}
        {meeting && meeting.tone !== 'needs-host' && (
          <span className="soft"> · {meeting.says}</span>
        )}
      </p>
      {settings && <p className="soft small">{[settings.says, ...settings.notes].join('. ')}</p>}
      {meeting?.tone === 'needs-host' && (
        <Says tone="warn">
          {meeting.says}
          {!drift && (
            <>
              {' '}
              <Link to="/scheduling/conferencing">Manage conferencing</Link>
            </>
          )}
        </Says>
      )}
      {drift && <DriftDeeds {...drift} />}
      {standsIn && (
        <p className="soft small">
          {standsIn} <Link to="/scheduling/conferencing">Manage conferencing</Link>
        </p>
      )}
      <Removal removal={removal} />
      <Warnings warnings={warnings} />
    </div>
  );
}

/** A meeting that is on its way out, or cannot go. */
function Removal({ removal }: Pick<SessionWords, 'removal'>) {
  if (!removal) return null;
  if (removal.tone !== 'needs-host') return <p className="soft small">{removal.says}</p>;
  return (
    <Says tone="warn">
      {removal.says} <Link to="/scheduling/conferencing">Manage conferencing</Link>
    </Says>
  );
}

function Warnings({ warnings }: Pick<SessionWords, 'warnings'>) {
  return warnings.map((warning) => (
    <Says tone="warn" key={warning}>
      {warning}
    </Says>
  ));
}

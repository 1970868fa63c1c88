import type { ComponentProps } from 'react';
import { Row } from '../../ui/row.tsx';
import { AskAnother, AskDisconnect, Authorize } from './acts.tsx';
import { ConnectedRow } from './connected.tsx';
import type { ZoomWords } from './read-conferencing.ts';
import { SoonestSessions, type Listed } from './session-list.tsx';

type Props = Omit<ComponentProps<typeof ConnectedRow>, 'zoom'> & {
  zoom: ZoomWords;
  /** Upcoming sessions that Zoom holds. */
  sessions: Listed[];
  /** Whether the reader runs this Parley. */
  operates: boolean;
};

/** The connection to Zoom in each of its states. */
export function ZoomRow({ zoom, sessions, ...props }: Props) {
  const { isDefault, may } = props;
  const row = {
    region: 'Zoom',
    glyph: 'Z',
    name: 'Zoom',
    tag: isDefault && <span className="tag">Default</span>,
  };
  switch (zoom.state) {
    case 'not-configured':
      return (
        <Row
          {...row}
          facts={notConfigured(props.operates, zoom.atRisk !== undefined)}
          says={zoom.atRisk && <NotAnyMore atRisk={zoom.atRisk} sessions={sessions} may={may} />}
        />
      );
    case 'not-connected':
      return (
        <Row
          {...row}
          facts={[NOT_CONNECTED]}
          says={zoom.lastTry && <p className="says warn">{zoom.lastTry}</p>}
          acts={may && <Authorize words="Connect" />}
        />
      );
    case 'connected':
      return <ConnectedRow zoom={zoom} {...props} />;
    case 'action-required':
      return (
        <Row
          {...row}
          tag={
            <>
              {row.tag} <span className="tag warn">Action required</span>
            </>
          }
          facts={[zoom.reason]}
          says={
            <div className="more">
              <p className="says warn">{zoom.atRisk}</p>
              <SoonestSessions label="Sessions at risk" sessions={sessions} />
              {zoom.lastTry && <p className="soft small">{zoom.lastTry}</p>}
              {may && <Mend />}
            </div>
          }
        />
      );
  }
}

/** Connected before this server lost its app at Zoom. */
function NotAnyMore(props: { atRisk: string; sessions: Listed[]; may: boolean }) {
  return (
    <div className="more">
      <p className="says warn">{props.atRisk}</p>
      <SoonestSessions label="Sessions at risk" sessions={props.sessions} />
      {props.may && (
        <div className="bar">
          <AskDisconnect quiet />
        </div>
      )}
    </div>
  );
}

function Mend() {
  return (
    <div className="bar">
      <Authorize words="Reconnect" />
      <AskAnother />
      <AskDisconnect quiet />
    </div>
  );
}

/** The set-up is for whoever runs the server; everybody else is told whom to ask. */
function notConfigured(operates: boolean, wasConnected: boolean) {
  return [
    wasConnected ? 'Not set up on this server any more.' : 'Not set up on this server yet.',
    operates ? (
      <>
        Make an app at Zoom, once, and give Parley its ID and secret.{' '}
        <a className="whole" href="/setup/zoom">
          Set up Zoom step by step
        </a>
      </>
    ) : (
      'Whoever runs it makes an app at Zoom, once, and gives Parley its ID and secret.'
    ),
  ];
}

const NOT_CONNECTED =
  'Not connected. Parley makes, moves and removes meetings in your own Zoom account.';

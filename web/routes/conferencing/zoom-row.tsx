import type { ReactNode } from 'react';
import { Form } from 'react-router';
import { Row } from '../../ui/row.tsx';
import type { ZoomWords } from './read-conferencing.ts';

interface Props {
  zoom: ZoomWords;
  isDefault: boolean;
  /** Whether the reader may change it. */
  may: boolean;
  makeDefault: ReactNode;
}

/** The connection to Zoom in each of its states. */
export function ZoomRow(props: Props) {
  const { zoom, isDefault, may } = props;
  const row = {
    region: 'Zoom',
    glyph: 'Z',
    name: 'Zoom',
    tag: isDefault && <span className="tag">Default</span>,
  };
  switch (zoom.state) {
    case 'not-configured':
      return <Row {...row} facts={[NOT_CONFIGURED]} />;
    case 'not-connected':
      return <Row {...row} facts={[NOT_CONNECTED]} acts={may && <Authorize words="Connect" />} />;
    case 'connected':
      return (
        <Row
          {...row}
          facts={[<Tie key="tie" zoom={zoom} />, ...zoom.facts]}
          acts={may && <ConnectedActs {...props} />}
        />
      );
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
          says={<p className="says warn">{zoom.atRisk}</p>}
          acts={
            may && (
              <>
                <AskDisconnect quiet />
                <Authorize words="Reconnect" />
              </>
            )
          }
        />
      );
  }
}

const NOT_CONFIGURED =
  'Not set up on this server. Whoever runs it can add a Zoom app by the settings ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET.';
const NOT_CONNECTED =
  'Not connected. Parley makes, moves and removes meetings in your own Zoom account.';

function Tie({ zoom }: { zoom: Extract<ZoomWords, { state: 'connected' }> }) {
  return (
    <>
      Connected as <b>{zoom.email}</b> · {zoom.plan} ·{' '}
      <span className="whole">since {zoom.since}</span>
    </>
  );
}

function ConnectedActs({ isDefault, makeDefault }: Props) {
  return (
    <>
      {!isDefault && makeDefault}
      <AskDisconnect />
    </>
  );
}

/** A form of the browser's own: the answer leads to Zoom, out of our pages. */
function Authorize({ words }: { words: 'Connect' | 'Reconnect' }) {
  return (
    <form method="post" action="/zoom/connect">
      <button className="button go">{words}</button>
    </form>
  );
}

/** The question stands in the address, so pressing works before the page's scripts have arrived. */
function AskDisconnect({ quiet }: { quiet?: boolean }) {
  return (
    <Form method="get" preventScrollReset>
      <button className={quiet ? 'button quiet' : 'button'} name="ask" value="disconnect">
        Disconnect
      </button>
    </Form>
  );
}

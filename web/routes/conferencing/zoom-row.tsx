import type { ReactNode } from 'react';
import { Form } from 'react-router';
import { Row } from '../../ui/row.tsx';
import type { ZoomWords } from './read-conferencing.ts';

/** The connection to Zoom in each of its states. */
export function ZoomRow({
  zoom,
  isDefault,
  may,
  makeDefault,
}: {
  zoom: ZoomWords;
  isDefault: boolean;
  may: boolean;
  makeDefault: ReactNode;
}) {
  const row = { region: 'Zoom', glyph: 'Z', name: 'Zoom' };
  const defaultTag = isDefault && <span className="tag">Default</span>;
  switch (zoom.state) {
    case 'not-configured':
      return (
        <Row
          {...row}
          tag={defaultTag}
          facts={[
            'Not set up on this server. Whoever runs it can add a Zoom app by the settings ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET.',
          ]}
        />
      );
    case 'not-connected':
      return (
        <Row
          {...row}
          tag={defaultTag}
          facts={[
            'Not connected. Parley makes, moves and removes meetings in your own Zoom account.',
          ]}
          acts={may && <Authorize words="Connect" />}
        />
      );
    case 'connected':
      return (
        <Row
          {...row}
          tag={defaultTag}
          facts={[
            <>
              Connected as <b>{zoom.email}</b> · {zoom.plan} · since {zoom.since}
            </>,
            ...zoom.facts,
          ]}
          acts={
            may && (
              <>
                {!isDefault && makeDefault}
                <AskDisconnect />
              </>
            )
          }
        />
      );
    case 'action-required':
      return (
        <Row
          {...row}
          tag={
            <>
              {defaultTag}
              <span className="tag warn">Action required</span>
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

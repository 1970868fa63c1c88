import type { ReactNode } from 'react';
import { Form } from 'react-router';
import { Row } from '../../ui/row.tsx';
import type { BuiltInWords } from './read-conferencing.ts';

/** Calls in the browser: how many they hold, and whether they hide where people are. */
export function BuiltInRow(props: {
  builtIn: BuiltInWords;
  isDefault: boolean;
  /** Whether the reader may change it. */
  may: boolean;
  /** Whether the reader runs this Parley. */
  operates: boolean;
  makeDefault: ReactNode;
}) {
  const { people, relay, alwaysRelay } = props.builtIn;
  return (
    <Row
      region="Built-in calls"
      glyph="P"
      name="Built-in calls"
      tag={props.isDefault && <span className="tag">Default</span>}
      facts={[
        `In the browser, up to ${people} people. Your guests install nothing.`,
        alwaysRelay ? ALWAYS : relay ? DIRECT : noRelay(props.operates),
      ]}
      says={alwaysRelay && !relay && <p className="says warn">{RELAY_GONE}</p>}
      acts={
        props.may && (
          <>
            {(relay || alwaysRelay) && <RelaySwitch on={alwaysRelay} />}
            {!props.isDefault && props.makeDefault}
          </>
        )
      }
    />
  );
}

const ALWAYS = 'Always through our relay: nobody learns the internet address of the other.';
const DIRECT =
  'Devices connect directly where they can, and so learn each other’s internet address. Our relay can hide it.';
const noRelay = (operates: boolean) =>
  `Devices connect directly, and so learn each other’s internet address. Whoever runs this server can add a relay that hides it${operates ? ', by the settings TURN_URLS and TURN_SECRET' : ''}.`;
const RELAY_GONE =
  'This server has no relay any more, so calls cannot connect. Use direct ways again, or have the relay set up anew.';

/** Words of its own for each way: what is pressed is what happens. */
function RelaySwitch({ on }: { on: boolean }) {
  return (
    <Form method="post">
      <button className="button" name="deed" value={on ? 'direct' : 'always-relay'}>
        {on ? 'Use direct ways again' : 'Always use our relay'}
      </button>
    </Form>
  );
}

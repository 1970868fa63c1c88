import type { ReactNode } from 'react';
import type { ZoomSetup } from '#zoom';
import { capital } from '../../words/capital.ts';
import { LinesToCopy, ToCopy } from './to-copy.tsx';

interface Enter {
  enter: Omit<ZoomSetup, 'check'>;
}

export function AppPart() {
  return (
    <Part title="Register an app">
      <ol>
        <li>
          Sign in at <a href="https://marketplace.zoom.us">marketplace.zoom.us</a> and choose{' '}
          <b>Develop</b>, then <b>Build App</b>.
        </li>
        <li>
          Choose <b>General App</b> and press <b>Create</b>.
        </li>
        <li>
          On <b>Basic Info</b>, let it be <b>User-managed</b>: every host connects their own Zoom
          account, and nobody needs an administrator’s rights.
        </li>
      </ol>
    </Part>
  );
}

export function AddressPart({ enter }: Enter) {
  return (
    <Part title="Enter the addresses" says="Under Basic Info, in OAuth Information. To the letter.">
      <dl className="sheet">
        <ToCopy name="OAuth redirect URL" value={enter.redirectUrl} />
        <ToCopy
          name="OAuth allow list"
          value={enter.redirectUrl}
          says="The same once more. Strict mode may be on."
        />
        <ToCopy
          name="Deauthorization notification endpoint URL"
          value={enter.eventsUrl}
          says="Here Zoom tells that somebody removed the app, and Parley deletes what it held of them."
        />
      </dl>
    </Part>
  );
}

export function ScopePart({ enter }: Enter) {
  return (
    <Part title="Add the scopes" says="Under Scopes. These, and no others.">
      <dl className="sheet">
        {enter.scopes.map(({ scope, words }) => (
          <ToCopy key={scope} name={capital(words)} value={scope} />
        ))}
      </dl>
      <p className="soft">
        Zoom asks for a reason for each; <a href="/help/permissions">Permissions</a> has them.
      </p>
    </Part>
  );
}

export function EventPart({ enter }: Enter) {
  return (
    <Part
      title="Subscribe to events"
      says="Under Features, Access: switch Event Subscriptions on and add one."
    >
      <dl className="sheet">
        <ToCopy name="Event notification endpoint URL" value={enter.eventsUrl} />
      </dl>
      <h3>Events, of the kind Meeting</h3>
      <LinesToCopy name="Events" lines={enter.events} />
      <p className="soft">
        Press Validate only after the next step: Parley has to know the secret token to answer.
      </p>
    </Part>
  );
}

export function SettingPart() {
  return (
    <Part
      title="Set them here"
      says="In the environment of this server. Then start Parley anew, validate the address for events at Zoom, and check."
    >
      <LinesToCopy
        name="Settings"
        lines={['ZOOM_CLIENT_ID=…', 'ZOOM_CLIENT_SECRET=…', 'ZOOM_WEBHOOK_SECRET=…']}
      />
      <p className="soft">
        Client id and secret stand under Basic Info, App Credentials; development and production
        have different ones. The third is the Secret Token under Features, Access.
      </p>
    </Part>
  );
}

export function ListingPart({ appUrl }: { appUrl: string }) {
  return (
    <Part
      title="For people outside your own Zoom account"
      says="Until Zoom has reviewed the app, only users of your own Zoom account can connect. For the review it asks for these."
    >
      <dl className="sheet">
        <ToCopy
          name="Documentation URL"
          value={`${appUrl}/help`}
          says="Tells adding, usage and removing."
        />
        <ToCopy name="Privacy policy URL" value={`${appUrl}/help/privacy`} />
        <ToCopy
          name="Support URL"
          value={`${appUrl}/help/troubleshooting`}
          says="Better an address where people reach you yourself, with your e-mail on it."
        />
      </dl>
      <p className="soft">
        The terms of use are yours to write. To prove that the domain is yours, choose the TXT
        record: it needs nothing of Parley.
      </p>
    </Part>
  );
}

function Part(props: { title: string; says?: ReactNode; children: ReactNode }) {
  const id = props.title.toLowerCase().replaceAll(' ', '-');
  return (
    <section className="part" aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      {props.says && <p className="soft">{props.says}</p>}
      {props.children}
    </section>
  );
}

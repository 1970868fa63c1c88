/** What a call has to hold, one after the other, and where each is played. */
import { relaySettings, WITHOUT_COTURN } from '../../test/e2e/support/coturn.ts';
import { WITHOUT_LIVEKIT } from '../../test/e2e/support/livekit-server.ts';
import { devices, withoutDevices } from './devices.ts';
import { door, growing, joining, sharing, steady, weighing } from './here.ts';
import { withFirefox } from './firefox.ts';
import { fourAndFive, openLargeStage, type LargeStage } from './large.ts';
import { loss, narrow } from './lines.ts';
import type { Measured } from './measured.ts';
import { SERVER_IP, WITHOUT_NETWORKS } from './network.ts';
import { bothNotice, changedAddress, forgetting, outages } from './outages.ts';
import { allUdpBlocked, noWay, relayed, relayKilled, RELAY_PORT } from './relays.ts';
import { openFarStage, openStage, type FarStage, type Stage } from './stage.ts';

/** Its stage is opened once and emptied after each scenario. */
export interface Act<S extends Stage = Stage> {
  /** Why it cannot be played here. */
  without: string | undefined;
  open(): Promise<S>;
  scenarios: Record<string, (stage: S) => Promise<Measured[]>>;
}

export const HERE: Act = {
  without: undefined,
  open: openStage,
  scenarios: {
    'joining, leaving, joining again': joining,
    'twenty seconds of two people': steady,
    'sharing a screen': sharing,
    'refused and removed': door,
    'three and four people': growing,
    'another camera': devices,
    'without any device': withoutDevices,
    'Firefox and Chromium': withFirefox,
    'the page of a call': weighing,
    'the server forgets everything': forgetting,
  },
};

export const THROUGH_LIVEKIT: Act<LargeStage> = {
  without: WITHOUT_LIVEKIT,
  open: openLargeStage,
  scenarios: {
    'four and five people through LiveKit': fourAndFive,
  },
};

export const FAR: Act<FarStage> = {
  without: WITHOUT_NETWORKS,
  open: openFarStage,
  scenarios: {
    'the network goes away': outages,
    'another address': changedAddress,
    'both notice, ten times': bothNotice,
    'packets are lost': loss,
    'a narrow line': narrow,
    'no way and no relay': noWay,
  },
};

export const THROUGH_RELAY: Act<FarStage> = {
  without: WITHOUT_NETWORKS ?? (WITHOUT_COTURN || undefined),
  open: () =>
    openFarStage({
      ...relaySettings(RELAY_PORT),
      TURN_URLS: ['udp', 'tcp']
        .map((way) => `turn:${SERVER_IP}:${RELAY_PORT}?transport=${way}`)
        .join(','),
    }),
  scenarios: {
    'no direct way': relayed,
    'all UDP blocked': allUdpBlocked,
    'the relay is killed': relayKilled,
  },
};

/** What is not played here, because a test says it each time. */
export const IN_TESTS: [what: string, file: string][] = [
  ['whoever waits receives nothing but that they wait', 'test/e2e/call-engines.spec.ts'],
  [
    'a ticket that is old, used, forged or for another session opens nothing',
    'src/calls/calls.test.ts',
  ],
  ['a message too large, a flood of them, words nobody understands', 'src/calls/calls.test.ts'],
  ['a foreign page opens no line', 'src/calls/socket.test.ts'],
  [
    'a fifth person is refused at the door, before any question about devices',
    'src/calls/door.test.ts',
  ],
  [
    'a relay credential past its time or with a wrong secret; a fresh one before each restart',
    'test/e2e/call-relay.spec.ts',
  ],
  [
    'a picture that comes in and is never drawn: the connection is made anew',
    'test/e2e/call-room.spec.ts',
  ],
  ['permission refused: steps for this very browser', 'test/e2e/call-refused.spec.ts'],
  ['a device unplugged, plugged in again, the last one gone', 'web/call/media.test.ts'],
  [
    'blur: nothing fetched from elsewhere, and off by itself where it is slow',
    'test/e2e/call-door.spec.ts',
  ],
  [
    'the log of every call in a browser: no description, address, secret, ticket or word of the chat',
    'test/e2e/support/calls.ts',
  ],
  ['phone, keyboard, names for screen readers', 'test/e2e/call-room.spec.ts'],
];

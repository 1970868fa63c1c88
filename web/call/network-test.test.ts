import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testNetwork } from './network-test.ts';

const RELAY = [{ urls: ['turn:relay.example.org'] }];

/** A browser that finds what it is told to find when it looks for addresses. */
function browserThat(finds: (connection: RTCPeerConnection) => void) {
  const closed: string[] = [];
  const make = (config: RTCConfiguration) => {
    const connection = {
      iceGatheringState: 'complete',
      createDataChannel: () => {},
      setLocalDescription: async () => finds(connection),
      close: () => void closed.push(JSON.stringify(config.iceServers)),
    } as unknown as RTCPeerConnection;
    return connection;
  };
  let nowMs = 0;
  return {
    closed,
    parts: {
      ping: async () => void (nowMs += 30),
      relay: async () => RELAY,
      make,
      nowMs: () => nowMs,
      later: () => () => {},
    },
  };
}

test('a relay that asks who is there was reached, without any key of ours', async () => {
  const { parts, closed } = browserThat((connection) =>
    connection.onicecandidateerror?.({ errorCode: 401 } as RTCPeerConnectionIceErrorEvent),
  );
  assert.deepEqual(await testNetwork(parts), { lineMs: 30, relay: { is: 'reached' } });
  assert.match(closed[0] ?? '', /"username":"nobody"/);
});

test('a relay that says nothing is blocked', async () => {
  const { parts } = browserThat((connection) => {
    connection.onicecandidateerror?.({ errorCode: 701 } as RTCPeerConnectionIceErrorEvent);
    connection.onicegatheringstatechange?.({} as Event);
  });
  assert.deepEqual((await testNetwork(parts)).relay, { is: 'blocked' });
});

test('a server that does not answer ends the test', async () => {
  const { parts } = browserThat(() => assert.fail('nothing is tried after that'));
  const ping = async () => {
    throw new Error('no network');
  };
  assert.deepEqual(await testNetwork({ ...parts, ping }), {
    lineMs: undefined,
    relay: { is: 'none' },
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEvent } from './events.ts';

const removal = {
  account_id: 'inventedAcct00000000A',
  client_id: 'inventedClientId00000A',
  deauthorization_time: '2026-10-05T11:33:20.123Z',
  signature: '0000000000000000000000000000000000000000000000000000000000000001',
  user_id: 'inventedUser00000000A',
};

function read(body: unknown) {
  return readEvent(JSON.stringify(body));
}

/** With moments as text: to a comparison all instants are alike. */
function plainly(body: unknown): Record<string, unknown> {
  return JSON.parse(JSON.stringify(read(body)));
}

function momentOf(body: unknown) {
  return plainly(body)['at'];
}

test('the notice that Parley was removed is understood in every shape Zoom has sent', () => {
  const event = 'app_deauthorized';
  const shapes = [
    { event, event_ts: 1791200000123, payload: { ...removal, user_data_retention: null } },
    { event, payload: { ...removal, event_ts: '2026-10-05 11:33:20' } },
    { payload: { user_data_retention: 'false', ...removal }, event },
  ];
  for (const shape of shapes) {
    assert.deepEqual(plainly(shape), {
      kind: 'removed',
      zoomUserId: 'inventedUser00000000A',
      zoomAccountId: 'inventedAcct00000000A',
      clientId: 'inventedClientId00000A',
      at: '2026-10-05T11:33:20.123Z',
    });
  }
});

test('when Parley was removed is read in every form Zoom writes it', () => {
  const { deauthorization_time: _, ...timeless } = removal;
  const event = 'app_deauthorized';
  const times = [
    { event, payload: { ...timeless, deauthorization_time: '2026-10-05T11:33:20' } },
    { event, payload: { ...timeless, event_ts: '2026-10-05 11:33:20' } },
    { event, payload: { ...timeless, event_ts: 1791200000000 } },
    { event, event_ts: 1791200000000, payload: timeless },
    { event, payload: { ...timeless, deauthorization_time: '2026-10-05T13:33:20+02:00' } },
    { event, payload: { ...timeless, event_ts: '1791200000000' } },
  ];
  assert.deepEqual(
    times.map(momentOf),
    times.map(() => '2026-10-05T11:33:20Z'),
  );
});

test('a removal whose time cannot be read is one without a time', () => {
  const payload = { ...removal, deauthorization_time: 'yesterday' };
  assert.equal(momentOf({ event: 'app_deauthorized', payload }), undefined);
  assert.equal(read({ event: 'app_deauthorized', payload })?.kind, 'removed');
});

test('a meeting is known by its number, which comes as a number or as text', () => {
  for (const id of [81234567890, '81234567890']) {
    const told = read({ event: 'meeting.updated', event_ts: 1, payload: { object: { id } } });
    assert.ok(told?.kind === 'stirred');
    assert.equal(told.meetingId, '81234567890');
  }
});

test('of somebody who joins, neither name nor address is taken', () => {
  const told = plainly({
    payload: {
      object: {
        participant: { public_ip: '203.0.113.7', user_name: 'A guest', email: 'guest@example.com' },
        id: '81234567890',
      },
    },
    event_ts: 1796050870338,
    event: 'meeting.participant_joined',
  });
  assert.deepEqual(told, {
    kind: 'lived',
    meetingId: '81234567890',
    what: 'somebody-joined',
    at: '2026-11-30T15:01:10.338Z',
  });
});

test('what is unknown, half or no JSON at all says nothing', () => {
  const odd = [
    { event: 'user.signed_in', event_ts: 1, payload: { object: { id: 'u' } } },
    { event: 'meeting.updated', payload: { object: {} } },
    { event: 'app_deauthorized', payload: { user_id: 'only' } },
    { event: 'endpoint.url_validation', payload: {} },
    'text',
    null,
  ];
  assert.deepEqual(
    odd.map(read),
    odd.map(() => undefined),
  );
  assert.equal(readEvent('{"event":'), undefined);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MarkedMeeting, Meeting, MeetingSpec } from '#conferencing';
import { testClock } from '#test/clock';
import { testIds } from '#test/ids';
import { createAsk } from './api.ts';
import { createClient } from './client.ts';
import type { Grants } from './grants.ts';
import { createMeetings } from './meetings.ts';
import { createStandIn, EASY, json, type StandIn } from './stand-in.ts';

const SPEC: MeetingSpec = {
  mark: 'parley-Zm9vYmFyYmF6cXV4MTIzNA',
  topic: 'Coaching with Ada',
  startsAt: Temporal.Instant.from('2026-11-30T15:00:00.000Z'),
  durationMinutes: 50,
  zone: 'Europe/Berlin',
  settings: {},
};

/** Zoom's list says nothing of settings. */
function asListed({ settings: _settings, ...listed }: Meeting): MarkedMeeting {
  return { mark: SPEC.mark, ...listed };
}

function meetings(zoom: StandIn) {
  zoom.install();
  const access: Grants['access'] = async () => ({
    accessToken: zoom.accessToken(),
    apiUrl: zoom.apiUrl,
  });
  const grants = { access, noteSuccess: async () => {} } as unknown as Grants;
  const ask = createAsk({ fetch: zoom.fetch, apiUrl: 'https://api.zoom.us' });
  const clock = testClock('2026-11-01T00:00:00Z');
  return createMeetings(createClient({ clock, ask, grants, pace: EASY }), testIds());
}

test('a meeting is asked for in UTC, with the mark first, never as the personal meeting', async () => {
  const zoom = createStandIn();
  await meetings(zoom).create('g1', SPEC);
  const sent = JSON.parse(zoom.calls[0]?.body ?? '');
  assert.equal(sent.start_time, '2026-11-30T15:00:00Z');
  assert.ok(sent.agenda.startsWith(SPEC.mark));
  assert.deepEqual(
    [sent.topic, sent.type, sent.duration, sent.timezone, sent.settings],
    ['Coaching with Ada', 2, 50, 'Europe/Berlin', { use_pmi: false }],
  );
});

test('the number of a new meeting comes back as text, with the address guests join by', async () => {
  const made = await meetings(createStandIn()).create('g1', SPEC);
  assert.deepEqual(
    { ...made, startsAt: made.startsAt?.toString() },
    {
      meetingId: '81234567890',
      joinUrl: 'https://us05web.zoom.us/j/81234567890?pwd=inventedPwdToken.1',
      topic: 'Coaching with Ada',
      startsAt: '2026-11-30T15:00:00Z',
      durationMinutes: 50,
      settings: { passcode: false },
    },
  );
});

test('a title longer than Zoom takes is cut, and not through the middle of a character', async () => {
  const zoom = createStandIn();
  await meetings(zoom).create('g1', { ...SPEC, topic: `${'a'.repeat(199)}🌿 and more` });
  assert.equal(JSON.parse(zoom.calls[0]?.body ?? '').topic, 'a'.repeat(199));
});

test('a yes that cannot be read leaves open whether there is a meeting', async () => {
  const zoom = createStandIn();
  zoom.spoil({ path: '/v2/users/me/meetings', with: () => json(201, { id: 'unreadable' }) });
  await assert.rejects(meetings(zoom).create('g1', SPEC), { code: 'unclear', retry: 'soon' });
});

test('a moved meeting is read back, so what Zoom ignored shows', async () => {
  const zoom = createStandIn();
  const { create, update } = meetings(zoom);
  const { meetingId } = await create('g1', SPEC);
  zoom.spoil({
    path: `/v2/meetings/${meetingId}`,
    method: 'PATCH',
    with: () => new Response(null, { status: 204 }),
  });
  const later = Temporal.Instant.from('2026-12-01T09:00:00Z');
  const held = await update('g1', meetingId, { ...SPEC, startsAt: later });
  assert.equal(held?.startsAt?.toString(), '2026-11-30T15:00:00Z');
});

test('a moved meeting keeps its number and address', async () => {
  const { create, update } = meetings(createStandIn());
  const made = await create('g1', SPEC);
  const moved = await update('g1', made.meetingId, {
    ...SPEC,
    startsAt: Temporal.Instant.from('2026-12-01T09:00:00Z'),
  });
  assert.equal(moved?.startsAt?.toString(), '2026-12-01T09:00:00Z');
  assert.deepEqual([moved?.meetingId, moved?.joinUrl], [made.meetingId, made.joinUrl]);
});

test('a meeting that the host has deleted cannot be moved or read, and removing it is no trouble', async () => {
  const { read, update, remove, startUrl } = meetings(createStandIn());
  assert.equal(await read('g1', '81'), undefined);
  assert.equal(await update('g1', '81', SPEC), undefined);
  assert.equal(await startUrl('g1', '81'), undefined);
  await remove('g1', '81');
});

test('Zoom is asked not to write to anybody about a removed meeting', async () => {
  const zoom = createStandIn();
  const { create, remove } = meetings(zoom);
  await remove('g1', (await create('g1', SPEC)).meetingId);
  assert.equal(
    zoom.calls.at(-1)?.url.search,
    '?schedule_for_reminder=false&cancel_meeting_reminder=false',
  );
  assert.equal(zoom.meetings.size, 0);
});

test('a meeting that is over counts as removed', async () => {
  const zoom = createStandIn();
  zoom.spoil({
    path: '/v2/meetings',
    with: () => json(400, { code: 3007, message: 'Sorry, it has ended.' }),
  });
  await meetings(zoom).remove('g1', '81234567890');
});

test('a meeting with people in it is removed later', async () => {
  const zoom = createStandIn();
  zoom.spoil({
    path: '/v2/meetings',
    with: () => json(400, { code: 3002, message: 'Sorry, it is in progress.' }),
  });
  await assert.rejects(meetings(zoom).remove('g1', '81234567890'), {
    code: 'in-progress',
    retry: 'later',
  });
});

test('a marked meeting is found on whatever page of the list it stands', async () => {
  const zoom = createStandIn();
  zoom.pageSize = 2;
  const { create, listMarked } = meetings(zoom);
  for (const mark of ['another-1', 'another-2', 'another-3', `x${SPEC.mark}`])
    await create('g1', { ...SPEC, mark });
  const made = await create('g1', SPEC);
  assert.deepEqual(await listMarked('g1', SPEC.mark), [asListed(made)]);
  assert.equal(zoom.calls.filter((call) => call.method === 'GET').length, 3);
});

test('meetings of the host that look odd do not stand in the way of finding ours', async () => {
  const zoom = createStandIn();
  zoom.meetings.set('1', { id: 1, topic: 'Recurring, no fixed time', type: 3 });
  const { create, listMarked } = meetings(zoom);
  const made = await create('g1', SPEC);
  assert.deepEqual(await listMarked('g1', SPEC.mark), [asListed(made)]);
});

test('a list that never ends is not taken for one without our meeting', async () => {
  const zoom = createStandIn();
  zoom.spoil({
    path: '/v2/users/me/meetings',
    with: () => json(200, { meetings: [], next_page_token: 'again' }),
  });
  await assert.rejects(meetings(zoom).listMarked('g1', SPEC.mark), { code: 'unreachable' });
});

test('a start link is fetched fresh each time', async () => {
  const zoom = createStandIn();
  const { create, startUrl } = meetings(zoom);
  const { meetingId } = await create('g1', SPEC);
  assert.match((await startUrl('g1', meetingId)) ?? '', /\/s\/81234567890\?zak=/);
  assert.equal(zoom.calls.at(-1)?.method, 'GET');
});

test('how a meeting is to be set is said when it is made and when it is moved, its passcode only once', async () => {
  const zoom = createStandIn();
  const { create, update } = meetings(zoom);
  const spec = { ...SPEC, settings: { waitingRoom: false, passcode: true, earlyEntry: true } };
  const made = await create('g1', spec);
  await update('g1', made.meetingId, spec);
  const [created, changed] = zoom.calls.map(({ body }) => JSON.parse(body || '{}'));
  const said = { waiting_room: false, join_before_host: true };
  assert.deepEqual(created.settings, { use_pmi: false, ...said });
  assert.match(created.password, /^[\w@*-]{10}$/);
  assert.deepEqual([changed.settings, changed.password], [said, undefined]);
});

test('a passcode that the account does not take costs no meeting: Zoom chooses one', async () => {
  const zoom = createStandIn();
  const refusal = { code: 300, message: 'Validation Failed.' };
  zoom.spoil({ path: '/v2/users/me/meetings', times: 1, with: () => json(400, refusal) });
  const made = await meetings(zoom).create('g1', { ...SPEC, settings: { passcode: true } });
  assert.deepEqual([zoom.meetings.size, made.topic], [1, SPEC.topic]);
  assert.equal(JSON.parse(zoom.calls.at(-1)?.body ?? '').password, undefined);
});

test('what Zoom made of the settings is read from its answer', async () => {
  const zoom = createStandIn();
  const { create, read } = meetings(zoom);
  const { meetingId } = await create('g1', SPEC);
  const held = zoom.meetings.get(meetingId);
  Object.assign(held ?? {}, {
    password: 'abc',
    settings: { waiting_room: true, join_before_host: false },
  });
  assert.deepEqual((await read('g1', meetingId))?.settings, {
    waitingRoom: true,
    passcode: true,
    earlyEntry: false,
  });
});

/** The sandbox's events against Zoom's own descriptions of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailbox } from '../../sandbox/trial-mailbox.ts';
import { beginTrial, zoe } from '../../sandbox/trial.ts';
import { checkEvent, descriptions } from './described.ts';

const EVERY_ONE = [
  'app_deauthorized',
  'meeting.created',
  'meeting.deleted',
  'meeting.ended',
  'meeting.participant_joined',
  'meeting.participant_left',
  'meeting.recovered',
  'meeting.started',
  'meeting.updated',
];

test('every event of the sandbox is as Zoom describes it', async (t) => {
  const known = descriptions();
  if (!known) return t.skip('ZOOM_OPENAPI names no folder with Zoom’s descriptions');
  const box = mailbox();
  const { connect, make, call, control } = beginTrial({
    webhookUrl: 'http://app.test/hook',
    fetch: box.post,
  });
  const tokens = await connect(zoe);
  const { id } = await make(tokens, { topic: 'Coaching', start_time: '2026-11-30T15:00:00Z' });
  await call(tokens, 'PATCH', `/meetings/${id}`, { start_time: '2026-12-01T15:00:00Z' });
  control.deleteMeeting(id);
  control.recoverMeeting(id);
  control.startMeeting(id);
  const grace = control.joinMeeting(id, 'Grace');
  control.leaveMeeting(id, grace ?? assert.fail('Grace was not let in'));
  control.endMeeting(id);
  control.uninstall(zoe);
  await control.settle();
  const events = box.received.filter(({ body }) => body.event !== 'endpoint.url_validation');
  assert.deepEqual([...new Set(events.map(({ body }) => body.event))].toSorted(), EVERY_ONE);
  for (const { body } of events) checkEvent(known, body.event, body);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { letIn, openCalls } from './stand-in.ts';

async function doorOf(house: ReturnType<typeof openCalls>, token = 'grace') {
  return (await house.calls().guestAtTheDoor(token))?.door;
}

test('a guest finds the door open from a quarter of an hour before the start', async () => {
  const house = openCalls();
  house.clock.set('2027-01-11T08:44:59Z');
  const opensAt = Temporal.Instant.from('2027-01-11T08:45:00Z');
  assert.deepEqual(await doorOf(house), { is: 'early', opensAt });
  house.clock.set(opensAt);
  assert.deepEqual(await doorOf(house), { is: 'open' });
});

test('a host may enter a day before the start', async () => {
  const house = openCalls();
  house.clock.set('2027-01-10T09:00:00Z');
  assert.equal((await house.come('ada')).ok, true);
});

test('an early guest gets no ticket, whatever page they made themselves', async () => {
  const house = openCalls();
  house.clock.set('2027-01-11T08:00:00Z');
  assert.deepEqual(await house.come('grace'), { ok: false, reason: 'early' });
});

test('an hour after its end an empty call is over', async () => {
  const house = openCalls();
  house.clock.set('2027-01-11T10:49:59Z');
  assert.deepEqual(await doorOf(house), { is: 'open' });
  house.clock.set('2027-01-11T10:50:00Z');
  assert.deepEqual(await doorOf(house), { is: 'over' });
});

test('a call that goes on is never over', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  house.clock.set('2027-01-11T13:00:00Z');
  ada.beat();
  assert.deepEqual(await doorOf(house), { is: 'open' });
});

test('a cancelled session has no call', async () => {
  const house = openCalls();
  house.invitations['grace']!.cancelled = true;
  assert.deepEqual(await house.come('grace'), { ok: false, reason: 'cancelled' });
});

test('a session that moved to Zoom has its door elsewhere', async () => {
  const house = openCalls();
  house.invitations['grace']!.place = 'zoom';
  assert.deepEqual(await doorOf(house), { is: 'elsewhere' });
});

test('a fifth person is refused at the door, before any ticket', async () => {
  const house = openCalls();
  await house.enter('ada');
  for (const guest of ['grace', 'linus', 'ines']) await house.enter(guest);
  assert.deepEqual(await doorOf(house, 'moss'), { is: 'full' });
  assert.deepEqual(await house.come('moss'), { ok: false, reason: 'full' });
});

test('guests who wait never take the place of the host', async () => {
  const house = openCalls();
  for (const guest of ['grace', 'linus', 'ines']) await house.enter(guest);
  assert.deepEqual(await house.come('moss'), { ok: false, reason: 'full' });
  assert.deepEqual((await house.enter('ada')).sees(), ['Ada']);
});

test('whoever waits on several pages takes one place, on the newest', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const pages = [];
  for (let page = 0; page < 20; page += 1) pages.push(await house.enter('grace'));
  assert.deepEqual(
    ada.last('knocking')?.knocking.map(({ name }) => name),
    ['Grace'],
  );
  const endings = pages.map((page) => page.ending());
  assert.deepEqual(endings.splice(-1), [undefined]);
  assert.deepEqual(new Set(endings), new Set(['opened-elsewhere']));
  for (const guest of ['linus', 'ines']) await house.enter(guest);
  assert.deepEqual(await doorOf(house, 'moss'), { is: 'full' });
});

test('a second device of somebody who is in takes no place others came for', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  await letIn(house, ada, 'grace');
  await letIn(house, ada, 'linus');
  const phone = await house.enter('grace');
  const doubled = ada.last('knocking')?.knocking[0]?.id ?? '';
  const ines = await house.enter('ines');
  assert.equal(ines.ending(), undefined);
  ada.say({ t: 'admit', id: doubled });
  assert.equal(phone.ending(), 'full', 'there are four, and one of them waits');
  ada.say({ t: 'admit', id: ada.last('knocking')?.knocking[0]?.id ?? '' });
  assert.deepEqual(ada.sees(), ['Ada', 'Grace', 'Linus', 'Ines']);
});

test('a link that leads to no booking has no door', async () => {
  const house = openCalls();
  assert.deepEqual(await house.come('nobody'), { ok: false, reason: 'not-found' });
});

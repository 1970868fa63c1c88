import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse, type House } from '#test/house';

const TUESDAY_TEN = '2027-01-12T09:00:00Z';
const DAY = { fromMs: Date.UTC(2027, 0, 12), toMs: Date.UTC(2027, 0, 13) };
const DAY_MS = 86_400_000;

test('what is read in one look is what is free, for one guest and for a group', async () => {
  await using house = await openHouse();
  for (const capacity of [1, 3]) {
    const hosting = await house.refreshed(house.ada, {
      capacity,
      bufferBeforeMinutes: 45,
      bufferAfterMinutes: 15,
    });
    assert.ok((await house.book(hosting, `2027-01-1${1 + capacity}T10:00:00Z`)).ok);
    const week = { fromMs: DAY.fromMs, toMs: DAY.fromMs + 7 * DAY_MS };
    const offer = await offerOf(house, week);
    const beyond = { fromMs: week.fromMs, toMs: week.toMs + 30 * DAY_MS };
    for (const range of [week, DAY, beyond]) {
      const slots = await house.sessions.slots(hosting.account, hosting.service, range);
      assert.ok(slots.length > 5);
      assert.deepEqual(await offer.slots(range), slots);
    }
  }
});

test('what was made of an offer is there until a time is taken, the service or account changed, or the minute over', async () => {
  await using house = await openHouse();
  const before = async (question = 'a question') =>
    (await offerOf(house, DAY)).made<string>(question).before;
  const deeds = [
    () => house.book(house.ada, TUESDAY_TEN),
    () => house.refreshed(house.ada, { description: 'Another' }),
    () => house.accounts.setAlwaysRelay(house.ada.account.id, true),
    () => house.clock.advance({ minutes: 1 }),
    () => house.services.switchOff(house.ada.account.id, house.ada.service.id),
  ];
  for (const deed of deeds) {
    assert.equal(await before(), undefined);
    (await offerOf(house, DAY)).made<string>('a question').keep('its answer');
    assert.deepEqual([await before(), await before('another')], ['its answer', undefined]);
    await deed();
  }
  assert.equal(await before(), undefined);
});

test('a service that is switched off says since when', async () => {
  await using house = await openHouse();
  await house.services.switchOff(house.ada.account.id, house.ada.service.id);
  const { service } = await offerOf(house, DAY);
  assert.equal(service.switchedOffAt?.toString(), house.clock.now().toString());
});

async function offerOf(house: House, range: { fromMs: number; toMs: number }) {
  const { account, service } = house.ada;
  const offer = await house.sessions.offer({ account: account.slug, service: service.slug }, range);
  assert.ok(offer);
  return offer;
}

test('days beyond any calendar of the database have no free times, and do no harm', async () => {
  await using house = await openHouse();
  const end = { fromMs: Date.UTC(9999, 11, 31), toMs: Date.UTC(10_000, 0, 3) };
  assert.deepEqual(await (await offerOf(house, end)).slots(end), []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RouterContextProvider } from 'react-router';
import { requestContext, type Parley } from '#http';
import type { Offer } from '#sessions';
import { openHouse, type House } from '#test/house';
import { drawOnce } from './drawn.ts';
import { foundContext } from './find-offer.ts';

type WhileDrawing = (offer: Offer) => Promise<void>;

test('a page is drawn once for the same facts, the same question and the same minute', async () => {
  await using house = await openHouse();
  const look = pageOf(house);
  assert.equal(await look(''), 'drawn 1');
  assert.equal(await look(''), 'drawn 1');
  assert.equal(await look('?month=2027-02'), 'drawn 2');
  assert.equal(await look('', 'zone=Asia/Tokyo'), 'drawn 3');
  assert.equal(await look(''), 'drawn 1');
  house.clock.advance({ minutes: 1 });
  assert.equal(await look(''), 'drawn 4');
});

test('a page is drawn anew for whoever comes after a booking, a change or a new place', async () => {
  await using house = await openHouse();
  const { account, service } = house.ada;
  await house.connect(house.ada, 'zoe@winter-voice.example');
  const look = pageOf(house);
  assert.equal(await look(''), 'drawn 1');
  const deeds = [
    () => house.book(house.ada, '2027-01-12T09:00:00Z'),
    () => house.services.edit(account.id, service.id, { ...service, place: 'zoom' }),
    () => house.conferencing.disconnect(account.id),
  ];
  for (const [index, deed] of deeds.entries()) {
    await deed();
    assert.equal(await look(''), `drawn ${index + 2}`);
  }
});

test('a page that is still being drawn when its minute ends is not sent in the next one', async () => {
  await using house = await openHouse();
  const other = pageOf(house);
  const slow = pageOf(house, {
    async whileDrawing() {
      house.clock.advance({ minutes: 1 });
      await other('?month=2027-04');
    },
  });
  assert.equal(await slow('?month=2027-05'), 'drawn 1');
  assert.equal(await other('?month=2027-05'), 'drawn 2');
});

test('a page that tells of times beyond what was read is drawn for everybody anew', async () => {
  await using house = await openHouse();
  const june = { fromMs: Date.UTC(2027, 5, 1), toMs: Date.UTC(2027, 6, 1) };
  const look = pageOf(house, { whileDrawing: async ({ slots }) => void (await slots(june)) });
  assert.equal(await look('?month=2027-06'), 'drawn 1');
  assert.equal(await look('?month=2027-06'), 'drawn 1');
  assert.equal(await look('?month=2027-07'), 'drawn 2');
  assert.equal(await look('?month=2027-07'), 'drawn 3');
});

test('neither a form with its own key nor a refusal is sent to the next one who asks', async () => {
  await using house = await openHouse();
  const look = pageOf(house);
  assert.equal(await look('?start=2027-01-12T09:00:00Z'), 'drawn 1');
  assert.equal(await look('?start=2027-01-12T09:00:00Z'), 'drawn 2');
  assert.equal(await look('?choose-zone=1'), 'drawn 3');
  assert.equal(await look('?choose-zone=1'), 'drawn 4');
  const failing = pageOf(house, { status: 500 });
  assert.equal(await failing('?month=2027-03'), 'drawn 1');
  assert.equal(await failing('?month=2027-03'), 'drawn 2');
  assert.equal(await look('?month=2027-03'), 'drawn 5');
});

/** What the booking page answers; whatever is drawn says the how manieth it is. */
function pageOf(
  house: House,
  { status = 200, whileDrawing }: { status?: number; whileDrawing?: WhileDrawing } = {},
) {
  const { account, service } = house.ada;
  let drawn = 0;
  return async (search: string, cookie = ''): Promise<string> => {
    const context = new RouterContextProvider();
    const parley = house as unknown as Parley;
    const nobody = async () => undefined;
    context.set(requestContext, { parley, login: nobody, visitor: nobody, nonce: '' });
    const url = new URL(`https://book.example.org/${account.slug}/${service.slug}${search}`);
    const request = new Request(url, { headers: { cookie } });
    const params = { account: account.slug, service: service.slug };
    const answer = await drawOnce({ request, url, params, context, pattern: '' }, async () => {
      drawn += 1;
      const found = context.get(foundContext);
      if (found.found === 'service') await whileDrawing?.(found.offer);
      return new Response(`drawn ${drawn}`, { status });
    });
    assert.ok(answer);
    assert.equal(answer.status, status);
    return await answer.text();
  };
}

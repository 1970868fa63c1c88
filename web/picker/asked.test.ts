import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepZone, readAsked, readAskedByGuest } from './asked.ts';

function ask(query: string, cookie = '') {
  return new Request(`https://book.example.org/ada/lesson${query}`, { headers: { cookie } });
}

const HOSTS = 'Europe/Berlin';

test('a first visit is read in the host’s zone until the browser tells its own', () => {
  const { zone, zoneFrom } = readAsked(ask(''), HOSTS);
  assert.deepEqual({ zone, zoneFrom }, { zone: HOSTS, zoneFrom: 'host' });
});

test('a zone that was chosen counts for more than the browser’s', () => {
  const { zone } = readAsked(ask('', 'browser-zone=Asia%2FSeoul; zone=Europe%2FLisbon'), HOSTS);
  assert.equal(zone, 'Europe/Lisbon');
});

test('the address counts for more than anything kept', () => {
  const { zone } = readAsked(ask('?zone=America/New_York', 'zone=Europe%2FLisbon'), HOSTS);
  assert.equal(zone, 'America/New_York');
});

test('a zone nobody has heard of is passed over', () => {
  const { zone } = readAsked(
    ask('?zone=Mars/Base', 'zone=%E0%A4%A; browser-zone=Asia%2FSeoul'),
    HOSTS,
  );
  assert.equal(zone, 'Asia/Seoul');
});

test('a zone chosen by the address is kept, one that was kept already is not written again', () => {
  assert.match(
    keepZone(readAsked(ask('?zone=America/New_York'), HOSTS))['Set-Cookie']!,
    /^zone=America%2FNew_York;/,
  );
  assert.deepEqual(keepZone(readAsked(ask('', 'zone=Europe%2FLisbon'), HOSTS)), {});
});

test('on their own pages a guest’s zone holds, whatever the device says', () => {
  const { zone } = readAskedByGuest(ask('', 'browser-zone=Asia%2FSeoul'), 'America/New_York');
  assert.equal(zone, 'America/New_York');
});

test('a day alone also tells the month', () => {
  assert.equal(readAsked(ask('?day=2026-12-10'), HOSTS).month, '2026-12');
});

test('days, months and times that do not exist count as not asked', () => {
  const { day, month, startMs } = readAsked(ask('?day=2026-02-30&month=2026-13&start=soon'), HOSTS);
  assert.deepEqual(
    { day, month, startMs },
    { day: undefined, month: undefined, startMs: undefined },
  );
});

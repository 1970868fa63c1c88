import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserHref, browserOf, isInsideApp, stepsFor } from './browser.ts';

const APPLE = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const IPHONE = `Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) ${APPLE}`;
const ANDROID = 'Mozilla/5.0 (Linux; Android 15; Pixel 9';
const KIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

const BROWSERS: Record<string, string> = {
  chrome: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KIT} Chrome/140.0.0.0 Safari/537.36`,
  edge: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KIT} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`,
  firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  safari: `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${APPLE} Version/18.1 Safari/605.1.15`,
  'safari-ios': `${IPHONE} Version/18.1 Mobile/15E148 Safari/604.1`,
  'chrome-ios': `${IPHONE} CriOS/140.0.0.0 Mobile/15E148 Safari/604.1`,
  'chrome-android': `${ANDROID}) ${KIT} Chrome/140.0.0.0 Mobile Safari/537.36`,
  'firefox-android': 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0',
  samsung: `${ANDROID}) ${KIT} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36`,
};

test('every browser gets the way to its own settings', () => {
  for (const [browser, userAgent] of Object.entries(BROWSERS)) {
    assert.equal(browserOf(userAgent), browser);
    assert.ok(stepsFor(browserOf(userAgent)).length >= 3, browser);
  }
  assert.equal(browserOf('Something new'), 'other');
});

test('pages inside mail programs and other apps are noticed, browsers are not', () => {
  const apps = [
    `${IPHONE} Mobile/15E148`,
    `${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/480.0]`,
    `${IPHONE} GSA/340.0 Mobile/15E148 Safari/604.1`,
    `${ANDROID}; wv) ${KIT} Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36`,
    `${ANDROID}) ${KIT} Chrome/140.0.0.0 Mobile Safari/537.36 Instagram 350.0`,
  ];
  for (const userAgent of apps) assert.ok(isInsideApp(userAgent), userAgent);
  for (const userAgent of Object.values(BROWSERS)) assert.ok(!isInsideApp(userAgent), userAgent);
});

test('on Android the way out of an app is an address; elsewhere there is none', () => {
  const href = 'https://book.example.org/b/abc/call?x=1';
  assert.match(
    browserHref(href, `${ANDROID}; wv)`) ?? '',
    /^intent:\/\/book\.example\.org\/b\/abc\/call\?x=1#Intent;scheme=https;/,
  );
  assert.equal(browserHref(href, IPHONE), undefined);
});

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ConfigError, readConfig } from './config.ts';

const NEW = 'the key of this year long enough for us';
const OLD = 'the key of last year long enough for us';

test('the first key seals and signs, the others only open', () => {
  const config = readConfig({ SECRET_KEY: `${NEW}, ${OLD},` });
  assert.equal(config.secretKey, NEW);
  assert.deepEqual(config.formerSecretKeys, [OLD]);
});

test('one short key among several stops the start', () => {
  const starting = () => readConfig({ SECRET_KEY: `${NEW},short` });
  assert.throws(starting, new ConfigError('SECRET_KEY must have at least 32 characters'));
});

test('a kept key may be a list as well', (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-config-'));
  t.after(() => rmSync(dataDir, { recursive: true }));
  writeFileSync(join(dataDir, 'secret-key'), `${NEW},\n${OLD}\n`);
  const config = readConfig({ DATA_DIR: dataDir });
  assert.deepEqual([config.secretKey, config.formerSecretKeys], [NEW, [OLD]]);
});

const GROUND = { SECRET_KEY: 'a key for tests that is long enough' };
const LIVEKIT = {
  LIVEKIT_URL: 'wss://media.example.org/',
  LIVEKIT_API_KEY: 'a key',
  LIVEKIT_API_SECRET: 'a secret',
};

test('how long a signature of Zoom is good is a number of seconds, and no longer than it is known again', () => {
  const within = (text?: string) =>
    readConfig({ ...GROUND, ZOOM_WEBHOOK_TOLERANCE_SECONDS: text }).zoomWebhookToleranceSeconds;
  assert.equal(within(), 300);
  assert.equal(within('5400'), 5400);
  for (const wrong of ['0', 'long', '86400'])
    assert.throws(() => within(wrong), /ZOOM_WEBHOOK_TOLERANCE_SECONDS/);
});

test('LiveKit needs all three settings, and an address for sockets', () => {
  assert.equal(readConfig(GROUND).livekitUrl, undefined);
  assert.equal(readConfig({ ...GROUND, ...LIVEKIT }).livekitUrl, 'wss://media.example.org');
  for (const name of Object.keys(LIVEKIT)) {
    assert.throws(() => readConfig({ ...GROUND, ...LIVEKIT, [name]: '' }), {
      message: `${name} must be set too; LiveKit needs LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET`,
    });
  }
  assert.throws(
    () => readConfig({ ...GROUND, ...LIVEKIT, LIVEKIT_URL: 'https://media.example.org' }),
    { message: 'LIVEKIT_URL must begin with wss:// or ws://' },
  );
});

const PUBLIC = { ...GROUND, NODE_ENV: 'production', APP_URL: 'https://book.example.org' };

test('in production Zoom needs the secret of its events', () => {
  const zoom = { ZOOM_CLIENT_ID: 'an id', ZOOM_CLIENT_SECRET: 'a secret' };
  assert.throws(() => readConfig({ ...PUBLIC, ...zoom }), {
    message: 'ZOOM_WEBHOOK_SECRET must be set in production',
  });
  readConfig({ ...PUBLIC, ...zoom, ZOOM_WEBHOOK_SECRET: 'of events' });
  readConfig({ ...GROUND, ...zoom });
});

test('in production letters wait until a post office is named', () => {
  assert.equal(readConfig(PUBLIC).postless, true);
  assert.equal(readConfig({ ...PUBLIC, SMTP_URL: 'smtp://mail.example.org' }).postless, false);
  assert.equal(readConfig(GROUND).postless, false);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog, Failure, type Log } from '#base';

const token = 'eyJhbGciOi.very.hidden';
const link = 'https://us05web.zoom.us/j/83745?pwd=very.hidden';
const address = 'grace@example.org';

test('tokens of a grant do not reach the log', () => {
  const log = logged((write) => {
    write.info({ grant: { access_token: token, refresh_token: token, id: 'g1' } }, 'refreshed');
    write.info({ accessToken: token, refreshToken: token }, 'refreshed');
    write.info({ token }, 'booked');
  });
  assert.doesNotMatch(log, /hidden/);
  assert.match(log, /g1/);
});

test('what an authorization is made of does not reach the log', () => {
  const log = logged((write) => {
    write.info({ query: { code: token, state: token }, verifier: token }, 'came back');
    write.warn({ request: { headers: { authorization: token, cookie: token } } }, 'refused');
    write.warn({ client: { secret: token } }, 'refused');
  });
  assert.doesNotMatch(log, /hidden/);
});

test('links that are their own key do not reach the log', () => {
  const log = logged((write) => {
    write.info({ meeting: { join_url: link, start_url: link } }, 'made');
    write.info({ joinUrl: link, startUrl: link, link, url: link }, 'made');
  });
  assert.doesNotMatch(log, /hidden/);
});

test('mail addresses do not reach the log', () => {
  const log = logged((write) => {
    write.info({ booking: { guest_email: address, guestEmail: address } }, 'booked');
    write.info({ notice: { recipient: address, to: address }, email: address }, 'sent');
  });
  assert.doesNotMatch(log, /grace@/);
});

test('passwords do not reach the log', () => {
  const log = logged((write) =>
    write.info({ form: { password: token, newPassword: token } }, 'typed'),
  );
  assert.doesNotMatch(log, /hidden/);
});

test('a failure that carries a token in its words or its cause keeps it', () => {
  const log = logged((write) => {
    const cause = new Error(`GET ${link} answered 401 to Bearer ${token} of ${address}`);
    write.error({ err: new Failure('unreachable', { retry: 'soon', cause }) }, 'a pass failed');
    write.error({ error: String(cause) }, 'a pass failed');
    write.error(cause, 'a pass failed');
  });
  assert.doesNotMatch(log, /hidden|grace@/);
  assert.match(log, /unreachable/);
});

test('secrets deep inside what is logged do not reach the log', () => {
  const log = logged((write) =>
    write.info({ a: { b: { c: { d: { token } } } }, list: [{ email: address }] }, 'deep'),
  );
  assert.doesNotMatch(log, /hidden|grace@/);
});

test('a child of the log is as discreet', () => {
  const log = logged((write) =>
    write.child({ token, sessionId: 's1' }).info({ email: address }, 'child'),
  );
  assert.doesNotMatch(log, /hidden|grace@/);
  assert.match(log, /s1/);
});

test('what is no secret stays readable', () => {
  const log = logged((write) =>
    write.info({ sessionId: 's1', attempts: 2, code: 'unreachable' }, 'a pass failed'),
  );
  assert.match(log, /"sessionId":"s1"/);
  assert.match(log, /"attempts":2/);
  assert.match(log, /"code":"unreachable"/);
  assert.match(log, /"msg":"a pass failed"/);
});

function logged(write: (log: Log) => void): string {
  const lines: string[] = [];
  write(createLog('trace', { write: (line) => void lines.push(line) }));
  assert.ok(lines.length > 0);
  return lines.join('');
}

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { createLog, randomIds } from '#base';
import { ada } from '#test/cast';
import { freshDatabase, type FreshDatabase } from '#test/database';
import { createAuth, type Auth, type AuthMail } from './index.ts';

const appUrl = 'https://book.example.org';
const nobody = new Headers();

let database: FreshDatabase;
let auth: Auth;
let mails: AuthMail[];

before(async () => {
  database = await freshDatabase();
});
after(() => database.close());

beforeEach(async () => {
  await database.db.deleteFrom('person').execute();
  mails = [];
  auth = authAt(appUrl);
});

test('signing up signs in', async () => {
  const browser = await signedUp();
  const login = await auth.login(browser);
  assert.equal(login?.person.name, 'Ada Berger');
  assert.equal(login?.person.email, 'ada@example.org');
});

test('people and logins have ids of ours', async () => {
  const login = await auth.login(await signedUp());
  const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7/;
  assert.match(login?.id ?? '', uuid7);
  assert.match(login?.person.id ?? '', uuid7);
});

test('whoever knows e-mail and password is signed in', async () => {
  await signedUp();
  const answer = await auth.signIn({ email: ' Ada@Example.org ', password: ada.password }, nobody);
  assert.ok(answer.ok);
  const login = await auth.login(browserWith(answer.headers));
  assert.equal(login?.person.id, answer.personId);
});

test('a wrong password and an unknown address get the same words', async () => {
  await signedUp();
  const refusal = { ok: false, field: 'form', message: 'E-mail or password is not right.' };
  const wrong = await auth.signIn({ email: ada.email, password: 'another long one' }, nobody);
  const unknown = await auth.signIn({ email: 'eve@example.org', password: ada.password }, nobody);
  const empty = await auth.signIn({ email: ada.email, password: '' }, nobody);
  const endless = await auth.signIn({ email: ada.email, password: 'x'.repeat(5000) }, nobody);
  for (const answer of [wrong, unknown, empty, endless]) assert.deepEqual(answer, refusal);
});

test('after ten wrong passwords even the right one must wait, for this address only', async () => {
  await signedUp();
  for (let tries = 0; tries < 10; tries += 1) assert.equal(await canSignIn('not this one'), false);
  const answer = await auth.signIn({ email: ada.email, password: ada.password }, nobody);
  assert.match(answer.ok ? '' : answer.message, /Too many wrong passwords/);
  const other = await auth.signIn({ email: 'eve@example.org', password: 'x' }, nobody);
  assert.match(other.ok ? '' : other.message, /is not right/);
});

test('signing out ends the login, also for a browser that kept the cookie', async () => {
  const browser = await signedUp();
  const headers = await auth.signOut(browser);
  assert.match(headers.getSetCookie().join(), /Max-Age=0/);
  assert.equal(await auth.login(browser), undefined);
});

test('a changed cookie is nobody', async () => {
  const browser = await signedUp();
  const cookie = browser.get('cookie') ?? '';
  assert.equal(await auth.login(new Headers({ cookie: cookie.replace(/=./, '=_') })), undefined);
});

test('one e-mail is one person, however it is written', async () => {
  await signedUp();
  const again = await auth.signUp({ ...ada, email: 'ADA@example.org' }, nobody);
  assert.deepEqual(again, {
    ok: false,
    field: 'email',
    message: 'There is an account with this e-mail already. Sign in instead.',
  });
});

test('of two sign-ups with one e-mail in the same moment one is told to sign in', async () => {
  const answers = await Promise.all([auth.signUp(ada, nobody), auth.signUp(ada, nobody)]);
  assert.equal(answers.filter((answer) => answer.ok).length, 1);
  assert.equal(answers.find((answer) => !answer.ok)?.field, 'email');
});

test('a short password is refused beside its field', async () => {
  assert.deepEqual(await auth.signUp({ ...ada, password: 'seven l' }, nobody), {
    ok: false,
    field: 'password',
    message: 'Choose a password of at least 8 characters.',
  });
});

test('something that is no address is refused beside its field', async () => {
  const answer = await auth.signUp({ ...ada, email: 'ada at home' }, nobody);
  assert.equal(answer.ok ? '' : answer.field, 'email');
});

test('a reset link sets a new password, once', async () => {
  await signedUp();
  const token = await resetToken();
  assert.deepEqual(await auth.resetPassword(token, 'the first new one'), { ok: true });
  assert.deepEqual(await auth.resetPassword(token, 'the second new one'), {
    ok: false,
    message: 'This link has been used or is too old. Ask for a new one.',
  });
  assert.equal(await canSignIn('the first new one'), true);
  assert.equal(await canSignIn(ada.password), false);
});

test('a new password signs out everybody who was signed in', async () => {
  const browser = await signedUp();
  await auth.resetPassword(await resetToken(), 'the first new one');
  assert.equal(await auth.login(browser), undefined);
});

test('a reset link older than half an hour does nothing', async () => {
  await signedUp();
  const token = await resetToken();
  await passMinutes(31);
  assert.equal((await auth.resetPassword(token, 'the first new one')).ok, false);
  assert.equal(await canSignIn(ada.password), true);
});

test('a reset keeps its link when the new password is too short', async () => {
  await signedUp();
  const token = await resetToken();
  assert.equal((await auth.resetPassword(token, 'short')).ok, false);
  assert.deepEqual(await auth.resetPassword(token, 'the first new one'), { ok: true });
});

test('a copy of the database opens no reset link', async () => {
  await signedUp();
  const token = await resetToken();
  const { rows } = await sql<{ row: string }>`
    select verification::text as row from verification
  `.execute(database.db);
  assert.equal(rows.length > 0, true);
  assert.equal(
    rows.some(({ row }) => row.includes(token)),
    false,
  );
});

test('an unknown address is mailed nothing and told nothing', async () => {
  await auth.askForReset('eve@example.org');
  await auth.askForSignInLink('eve@example.org');
  await auth.askForReset('no address at all');
  assert.deepEqual(mails, []);
});

test('a mailed link signs in, once', async () => {
  await signedUp();
  await auth.askForSignInLink('Ada@example.org');
  const link = mails[0]?.facts.link ?? '';
  const first = await auth.handler(new Request(link));
  assert.equal(first.headers.get('location'), `${appUrl}/sessions`);
  assert.equal((await auth.login(browserWith(first.headers)))?.person.email, ada.email);
  const second = await auth.handler(new Request(link));
  assert.deepEqual(second.headers.getSetCookie(), []);
  assert.match(second.headers.get('location') ?? '', /\/sign-in\?error=/);
});

test('a mailed link leads nowhere but to us', async () => {
  await signedUp();
  await auth.askForSignInLink(ada.email);
  const link = new URL(mails[0]?.facts.link ?? '');
  link.searchParams.set('callbackURL', 'https://evil.example.com/');
  const answer = await auth.handler(new Request(link));
  assert.equal(answer.status, 403);
});

test('the library has no second door to sign up', async () => {
  const request = new Request(`${appUrl}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: appUrl },
    body: JSON.stringify(ada),
  });
  assert.equal((await auth.handler(request)).status, 404);
});

test('cookies stay off plain connections where the address is https', async () => {
  const answer = await auth.signUp(ada, nobody);
  const cookie = answer.ok ? answer.headers.getSetCookie().join() : '';
  assert.match(cookie, /^__Secure-parley/);
  assert.match(cookie, /; HttpOnly/);
  assert.match(cookie, /; Secure/);
  assert.match(cookie, /; SameSite=Lax/);
});

test('on a laptop without https the cookie is kept all the same', async () => {
  const answer = await authAt('http://localhost:3000').signUp(ada, nobody);
  const cookie = answer.ok ? answer.headers.getSetCookie().join() : '';
  assert.match(cookie, /^parley/);
  assert.doesNotMatch(cookie, /; Secure/);
});

function authAt(address: string): Auth {
  return createAuth({
    database,
    ids: randomIds,
    log: createLog('silent'),
    mail: async (mail) => void mails.push(mail),
    appUrl: address,
    secret: 'a secret of this test with enough characters',
  });
}

async function signedUp(): Promise<Headers> {
  const answer = await auth.signUp(ada, nobody);
  assert.ok(answer.ok);
  return browserWith(answer.headers);
}

function browserWith(headers: Headers): Headers {
  const cookies = headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return new Headers({ cookie: cookies.join('; ') });
}

async function resetToken(): Promise<string> {
  await auth.askForReset(ada.email);
  const mail = mails.at(-1);
  assert.equal(mail?.kind, 'reset-password');
  assert.equal(mail?.recipient, ada.email);
  const [, token] =
    /^https:\/\/book\.example\.org\/reset-password\/([^/?]+)$/.exec(mail?.facts.link ?? '') ?? [];
  assert.ok(token);
  return token;
}

async function canSignIn(password: string): Promise<boolean> {
  return (await auth.signIn({ email: ada.email, password }, nobody)).ok;
}

/** The library keeps its own time; its rows can be made older. */
async function passMinutes(minutes: number): Promise<void> {
  await sql`
    update verification set expires_at = expires_at - make_interval(mins => ${minutes})
  `.execute(database.db);
}

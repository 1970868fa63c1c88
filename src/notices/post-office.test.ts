import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, beforeEach, test } from 'node:test';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { Failure } from '#base';
import { EXAMPLE_FACTS as FACTS } from './example-facts.ts';
import { createPostOffice } from './post-office.ts';
import { write } from './write.ts';

interface Arrival {
  recipients: string[];
  raw: string;
  mail: ParsedMail;
}
let arrivals: Arrival[] = [];
let refusal: { step: 'MAIL' | 'RCPT' | 'DATA'; code: number } | undefined;

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onMailFrom: (address, _session, done) => done(refuse('MAIL', address.address)),
  onRcptTo: (address, _session, done) => done(refuse('RCPT', address.address)),
  async onData(stream, session, done) {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString();
    const recipients = session.envelope.rcptTo.map(({ address }) => address);
    arrivals.push({ recipients, raw, mail: await simpleParser(raw) });
    done(refuse('DATA', recipients.join()));
  },
});
server.listen(0, '127.0.0.1');
await once(server.server, 'listening');
const { port } = server.server.address() as AddressInfo;

beforeEach(() => {
  arrivals = [];
  refusal = undefined;
});
after(() => new Promise<void>((closed) => server.close(closed)));

function refuse(step: string, address: string): Error | null {
  if (refusal?.step !== step) return null;
  return Object.assign(new Error(`no mail for <${address}> here`), { responseCode: refusal.code });
}

const postOffice = createPostOffice({
  smtpUrl: `smtp://127.0.0.1:${port}`,
  from: 'Parley <parley@book.example>',
});
const ENVELOPE = {
  recipient: FACTS.guestEmail,
  noticedAt: Temporal.Instant.from('2026-11-20T09:00:00Z'),
  postedAt: Temporal.Instant.from('2026-11-20T09:00:00Z'),
};
const post = (letter = write('booked-guest', FACTS, ENVELOPE), to = FACTS.guestEmail) =>
  postOffice.send({ ...letter, to, id: '0190-1' });

async function failure(sending: Promise<void>): Promise<Failure> {
  const error = await sending.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Failure, String(error));
  return error;
}

test('a letter arrives as it was written', async () => {
  const letter = write('booked-guest', FACTS, ENVELOPE);
  await post(letter);
  const mail = arrivals[0]?.mail;
  assert.equal(arrivals.length, 1);
  assert.deepEqual(arrivals[0]?.recipients, [FACTS.guestEmail]);
  assert.equal(mail?.subject, letter.subject);
  assert.equal(mail?.from?.text, '"Parley" <parley@book.example>');
  assert.equal(mail?.text?.trim(), letter.text.trim());
  assert.equal(String(mail?.html).trim(), letter.html.trim());
});

test('the calendar file comes as an invitation and as a file to open', async () => {
  const letter = write('booked-guest', FACTS, ENVELOPE);
  await post(letter);
  const { raw, mail } = arrivals[0]!;
  assert.match(raw, /^Content-Type: text\/calendar; charset=utf-8; method=REQUEST$/m);
  const file = mail.attachments.find(({ filename }) => filename === 'session.ics');
  assert.equal(file?.content.toString(), letter.calendar?.content);
});

test('a cancelled session comes with a cancellation for the calendar', async () => {
  await post(write('cancelled-guest', { ...FACTS, cancelledBy: 'host', reason: '' }, ENVELOPE));
  assert.match(arrivals[0]!.raw, /^Content-Type: text\/calendar; charset=utf-8; method=CANCEL$/m);
});

test('posting a notice twice carries the same mark, so that the double can be noticed', async () => {
  await post();
  await post();
  assert.deepEqual(
    arrivals.map(({ mail }) => mail.messageId),
    ['<0190-1@book.example>', '<0190-1@book.example>'],
  );
});

test('programs that answer by themselves are asked not to', async () => {
  await post();
  assert.equal(arrivals[0]?.mail.headers.get('auto-submitted'), 'auto-generated');
});

test('a host who answers writes to the guest', async () => {
  await post(
    write('booked-host', FACTS, { ...ENVELOPE, recipient: 'ada@hosts.example' }),
    'ada@hosts.example',
  );
  assert.equal(arrivals[0]?.mail.replyTo?.text, FACTS.guestEmail);
});

test('a name with line breaks adds no header', async () => {
  const guestName = 'Grace\r\nBcc: everyone@evil.example\r\n\r\nBody';
  await post(write('booked-host', { ...FACTS, guestName }, ENVELOPE));
  assert.deepEqual(arrivals[0]?.recipients, [FACTS.guestEmail]);
  assert.equal(arrivals[0]?.mail.headers.has('bcc'), false);
});

test('a comma in an address does not make two recipients', async () => {
  assert.equal((await failure(post(undefined, 'a@guests.example,b@evil.example'))).retry, 'never');
  assert.deepEqual(arrivals, []);
});

test('an address that does not exist is not tried again', async () => {
  refusal = { step: 'RCPT', code: 550 };
  const { code, retry } = await failure(post());
  assert.deepEqual({ code, retry }, { code: 'mail-refused', retry: 'never' });
});

test('a letter without a usable address is not tried again', async () => {
  assert.equal((await failure(post(undefined, ''))).retry, 'never');
});

test('a full post office is tried again later', async () => {
  refusal = { step: 'DATA', code: 452 };
  const { code, retry } = await failure(post());
  assert.deepEqual({ code, retry }, { code: 'mail-not-now', retry: 'later' });
});

test('a sender the post office does not like is the operator’s to mend, and no letter is lost', async () => {
  refusal = { step: 'MAIL', code: 553 };
  assert.equal((await failure(post())).retry, 'later');
});

test('a post office that is away is tried again soon', async () => {
  const away = createPostOffice({ smtpUrl: 'smtp://127.0.0.1:1', from: 'parley@book.example' });
  const letter = write('booked-guest', FACTS, ENVELOPE);
  const { code, retry } = await failure(
    away.send({ ...letter, to: FACTS.guestEmail, id: '0190-2' }),
  );
  assert.deepEqual({ code, retry }, { code: 'mail-unreachable', retry: 'soon' });
});

test('a failure does not tell the address of the recipient', async () => {
  refusal = { step: 'RCPT', code: 550 };
  const error = await failure(post());
  assert.doesNotMatch(`${error.stack} ${String(error.cause)}`, /grace|guests\.example/);
  assert.match(error.message, /550/);
});

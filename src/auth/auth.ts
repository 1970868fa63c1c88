import { createLimit, type Ids, type Limit, type Log } from '#base';
import type { OpenDatabase } from '#db';
import { faultOfPassword, readEmail, readSignUp, type Fault } from './forms.ts';
import type { Library } from './library.ts';

/** A signed-in state. */
export interface Login {
  id: string;
  person: { id: string; name: string; email: string };
}

/** A form's answer: the response headers carry the cookie. Faults name the field, in words. */
type AuthAnswer = { ok: true; personId: string; headers: Headers } | Fault;

/** A mail with a link that is its own key. */
export interface AuthMail {
  kind: 'reset-password' | 'sign-in-link';
  recipient: string;
  facts: { name: string; link: string; validMinutes: number };
}

export interface Auth {
  /** For `/api/auth/*`: the links of mails that sign in. Everything else in there is not found. */
  handler(request: Request): Promise<Response>;
  login(headers: Headers): Promise<Login | undefined>;
  signUp(
    form: { name: string; email: string; password: string },
    headers: Headers,
  ): Promise<AuthAnswer>;
  signIn(form: { email: string; password: string }, headers: Headers): Promise<AuthAnswer>;
  signOut(headers: Headers): Promise<Headers>;
  /** Mails a link. Says nothing about whether the address is known. */
  askForReset(email: string): Promise<void>;
  /** Works once; afterwards everybody signed in as this person is signed out. */
  resetPassword(
    token: string,
    password: string,
  ): Promise<{ ok: true } | { ok: false; message: string }>;
  /**
   * Mails a link that signs in and leads to `/sessions`. Says nothing about whether the address is known.
   * Where the address was never proven before, the link also ends the password and the logins made
   * until then: whoever chose that password may not be whoever reads the mail.
   */
  askForSignInLink(email: string): Promise<void>;
}

/** Sends or queues a mail to somebody with an account. */
export type SendAuthMail = (mail: AuthMail) => Promise<void>;

export interface AuthParts {
  database: Pick<OpenDatabase, 'db' | 'plainDialect'>;
  ids: Ids;
  log: Log;
  mail: SendAuthMail;
  /** Where browsers reach us, without a slash at the end. Cookies are for https only where this is. */
  appUrl: string;
  secret: string;
}

const TOO_MANY: Fault = {
  ok: false,
  field: 'form',
  message:
    'Too many wrong passwords. Wait a quarter of an hour, or let us mail you a link that signs you in.',
};
const NOT_RIGHT: Fault = { ok: false, field: 'form', message: 'E-mail or password is not right.' };
const KNOWN_ALREADY: Fault = {
  ok: false,
  field: 'email',
  message: 'There is an account with this e-mail already. Sign in instead.',
};
const SIGN_IN_LINK_PATH = '/api/auth/magic-link/verify';
/** Whoever comes without it is nobody, and need not be looked up. */
const LOGIN_COOKIE = /\.session_token=/;
const USED_LINK = 'This link has been used or is too old. Ask for a new one.';

/** Sign-in by password and by mailed link. better-auth does the work; its words stay in this folder. */
export function createAuth(parts: AuthParts): Auth {
  let opened: Promise<Library> | undefined;
  // Hundreds of files: a start does not wait for them, they are read for the first who signs in.
  const open = () => (opened ??= import('./library.ts').then((file) => file.createLibrary(parts)));
  // As many for each process still keep guessing hopeless.
  const wrongPasswords = createLimit({ most: 10, seconds: 15 * 60 });
  return {
    handler: async (request) =>
      new URL(request.url).pathname === SIGN_IN_LINK_PATH
        ? await (await open()).handler(request)
        : new Response('Not found', { status: 404 }),
    async login(headers) {
      if (!LOGIN_COOKIE.test(headers.get('cookie') ?? '')) return undefined;
      const { api } = await open();
      const found = await api.getSession({ headers });
      if (!found) return undefined;
      const { id, name, email } = found.user;
      return { id: found.session.id, person: { id, name, email } };
    },
    signUp: async (form, headers) => await signUp(await open(), form, headers),
    signIn: async (form, headers) =>
      await signIn({ library: await open(), wrongPasswords }, form, headers),
    async signOut(headers) {
      const { api } = await open();
      const answer = await api.signOut({ headers, returnHeaders: true });
      return answer.headers;
    },
    async askForReset(typed) {
      const email = readEmail(typed);
      if (email) await (await open()).api.requestPasswordReset({ body: { email } });
    },
    resetPassword: async (token, password) => await resetPassword(await open(), token, password),
    askForSignInLink: async (email) => await askForSignInLink(await open(), parts, email),
  };
}

async function signUp(
  library: Library,
  typed: { name: string; email: string; password: string },
  headers: Headers,
): Promise<AuthAnswer> {
  const read = readSignUp(typed);
  if (!read.ok) return read;
  try {
    const answer = await library.api.signUpEmail({ body: read.form, headers, returnHeaders: true });
    return { ok: true, personId: answer.response.user.id, headers: answer.headers };
  } catch (error) {
    if (codeOf(error)?.startsWith('USER_ALREADY_EXISTS')) return KNOWN_ALREADY;
    // Two sign-ups with one address in the same moment: the database let the other one through.
    if (codeOf(error) === 'FAILED_TO_CREATE_USER')
      return await whyNotMade(library, read.form.email, error);
    throw error;
  }
}

async function whyNotMade(library: Library, email: string, error: unknown): Promise<Fault> {
  const { internalAdapter } = await library.$context;
  if (await internalAdapter.findUserByEmail(email)) return KNOWN_ALREADY;
  throw error;
}

async function signIn(
  { library, wrongPasswords }: { library: Library; wrongPasswords: Limit },
  typed: { email: string; password: string },
  headers: Headers,
): Promise<AuthAnswer> {
  const email = readEmail(typed.email);
  // One that nobody could have chosen opens nothing; better-auth would fail at an endless one.
  if (!email || faultOfPassword(typed.password)) return NOT_RIGHT;
  if (await wrongPasswords.isReached(email)) return TOO_MANY;
  try {
    const body = { email, password: typed.password };
    const answer = await library.api.signInEmail({ body, headers, returnHeaders: true });
    return { ok: true, personId: answer.response.user.id, headers: answer.headers };
  } catch (error) {
    if (codeOf(error) !== 'INVALID_EMAIL_OR_PASSWORD') throw error;
    await wrongPasswords.count(email);
    return NOT_RIGHT;
  }
}

async function resetPassword(
  library: Library,
  token: string,
  password: string,
): Promise<{ ok: true } | { ok: false; message: string }> {
  const message = faultOfPassword(password);
  if (message) return { ok: false, message };
  try {
    await library.api.resetPassword({ body: { token, newPassword: password } });
    return { ok: true };
  } catch (error) {
    if (codeOf(error) === 'INVALID_TOKEN') return { ok: false, message: USED_LINK };
    throw error;
  }
}

async function askForSignInLink(library: Library, parts: AuthParts, typed: string): Promise<void> {
  const email = readEmail(typed);
  if (!email) return;
  const person = await parts.database.db
    .selectFrom('person')
    .select('name')
    .where('email', '=', email)
    .executeTakeFirst();
  if (!person) return;
  await library.api.signInMagicLink({
    body: { email, callbackURL: '/sessions', errorCallbackURL: '/sign-in', metadata: person },
    headers: new Headers(),
  });
}

/** Of what better-auth refuses; its class is not asked, so that it is not loaded. */
function codeOf(error: unknown): string | undefined {
  const body = error instanceof Error && 'body' in error ? error.body : undefined;
  return (body as { code?: string } | undefined)?.code;
}

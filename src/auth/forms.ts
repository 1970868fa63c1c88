import { z } from 'zod';

const SHORTEST_PASSWORD = 8;
const LONGEST_PASSWORD = 128;

const email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email('This does not look like an e-mail address.'));
const password = z
  .string()
  .min(SHORTEST_PASSWORD, `Choose a password of at least ${SHORTEST_PASSWORD} characters.`)
  .max(LONGEST_PASSWORD, `A password can have at most ${LONGEST_PASSWORD} characters.`);
const name = z.string().trim().min(1, 'Say what your name is.').max(120, 'At most 120 characters.');

const signUpForm = z.object({ name, email, password });

export type Fault = { ok: false; field: 'name' | 'email' | 'password' | 'form'; message: string };

/** What was typed on sign-up: spaces around it gone, the address in lower case. The first fault is told. */
export function readSignUp(
  input: z.input<typeof signUpForm>,
): { ok: true; form: z.output<typeof signUpForm> } | Fault {
  const read = signUpForm.safeParse(input);
  if (read.success) return { ok: true, form: read.data };
  const [first] = read.error.issues;
  const field = first?.path[0];
  return {
    ok: false,
    field: field === 'name' || field === 'email' || field === 'password' ? field : 'form',
    message: first?.message ?? 'Something in this form is not right.',
  };
}

/** An address as it stands in the database, or undefined when it is none. */
export function readEmail(input: string): string | undefined {
  return email.safeParse(input).data;
}

/** Why a new password will not do; undefined when it will. */
export function faultOfPassword(input: string): string | undefined {
  return password.safeParse(input).error?.issues[0]?.message;
}

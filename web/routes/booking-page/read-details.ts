import { z } from 'zod';

const details = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Please tell us your name.')
    .max(120, 'The name can have at most 120 characters.')
    .refine((name) => !/\p{Cc}/u.test(name), 'Please write the name on one line.'),
  email: z
    .string()
    .trim()
    .min(1, 'Please give the e-mail address we may write to.')
    .max(254, 'This address is too long to be right.')
    .pipe(
      z.email('This does not look like an e-mail address. It should read like grace@example.com.'),
    ),
  note: z
    .string()
    .trim()
    .max(2000, 'The note can have at most 2,000 characters.')
    .refine((note) => !note.includes('\0'), 'The note contains a character that cannot be stored.'),
});

export type Details = z.output<typeof details>;
export type DetailFaults = { [field in keyof Details]?: string };

/** Reads what a guest typed. Faults name the field and say in words what to change. */
export function readDetails(
  typed: Details,
): { ok: true; details: Details } | { ok: false; faults: DetailFaults } {
  const read = details.safeParse(typed);
  if (read.success) return { ok: true, details: read.data };
  const faults: DetailFaults = {};
  for (const issue of read.error.issues) faults[issue.path[0] as keyof Details] ??= issue.message;
  return { ok: false, faults };
}

import { z } from 'zod';
import { isZone } from '#availability';

/** The pieces requests and answers are made of. */

/** In answers: UTC, no fraction unless there is one. */
export const instant = z.iso.datetime().meta({ examples: ['2026-12-01T08:00:00Z'] });

/** In requests: with any offset. */
export const start = z.iso
  .datetime({ offset: true })
  // RFC 3339 sets no limit to the digits of a second; Temporal reads nine, and we keep three.
  .transform((text) =>
    Temporal.Instant.from(text.replace(/(\.\d{9})\d+/, '$1')).round('millisecond'),
  )
  // Far earlier years than this the database cannot hold.
  .refine((at) => at.epochMilliseconds > 0, 'This time lies in the past.')
  .meta({
    description: 'RFC 3339 with an offset: one of the starts that `slots` lists.',
    examples: ['2026-12-01T09:00:00+01:00'],
  });

export const zone = z
  .string()
  .max(64)
  .refine(isZone, 'Choose a time zone, such as Europe/Berlin.')
  .meta({ description: 'Name of a time zone (IANA).', examples: ['Europe/Berlin'] });

export const date = z.iso.date().meta({ examples: ['2026-12-01'] });

/** Some lines of text. */
export function prose(most: number) {
  return z
    .string()
    .trim()
    .max(most)
    .refine(isStorable, 'This contains a character that cannot be stored.');
}

/** One line: it may end up in the subject of a mail. */
export function line(most: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine(isStorable, 'This contains a character that cannot be stored.')
    .refine((text) => !/\p{Cc}/u.test(text), 'Write this on one line, without control characters.');
}

/** PostgreSQL takes neither NUL nor half of a pair of surrogates. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
export const token = z.string().regex(/^[\w-]{1,64}$/);
export const place = z.enum(['built-in', 'zoom', 'words']);

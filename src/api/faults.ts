import type { z } from 'zod';
import type { FieldError } from './problems.ts';

const KINDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** What is wrong with a value, in words; used wherever a schema does not bring its own. */
export function inWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'This is missing.'
        : `This must be ${KINDS[issue.expected] ?? 'something else'}.`;
    case 'invalid_value':
      return issue.input === undefined
        ? 'This is missing.'
        : `Choose one of: ${issue.values.join(', ')}.`;
    case 'unrecognized_keys':
      return 'There is no such field.';
    case 'too_small':
      return issue.origin === 'string'
        ? 'This must not be empty.'
        : `This must be at least ${issue.minimum}.`;
    case 'too_big':
      return `This can be at most ${issue.maximum}${issue.origin === 'string' ? ' characters long' : ''}.`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'This is not written as it should be.';
    default:
      return undefined;
  }
}

const FORMATS: Record<string, string> = {
  email: 'Write an e-mail address, such as grace@example.org.',
  datetime: 'Write a time with its offset, such as 2026-12-01T09:00:00+01:00.',
  date: 'Write a date such as 2026-12-01.',
};

/** One entry for each field at fault. A fault of the whole body is said of the field `body`. */
export function faultsOf(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    const paths =
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => [...issue.path, key])
        : [issue.path];
    return paths.map((path) => ({ field: path.join('.') || 'body', message: issue.message }));
  });
}

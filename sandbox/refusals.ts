import type { RestError } from './answers.ts';

/** Refusals that come from plan, licence or account, to be played on demand (facts 5). */
export const refusals = {
  'no licence': {
    status: 400,
    code: 3161,
    message: 'Your user account is not allowed meeting hosting and scheduling capabilities.',
  },
  'user gone': { status: 404, code: 1001, message: 'User does not exist: me.' },
  'not of this account': {
    status: 400,
    code: 1010,
    message: 'User does not belong to this account: wV9sandboxAccount00001.',
  },
  'paid only': {
    status: 400,
    code: 200,
    message: 'Only available for paid account: wV9sandboxAccount00001.',
  },
  'no permission': { status: 400, code: 200, message: 'No permission.' },
  invalid: { status: 400, code: 300, message: 'Validation Failed.' },
  'may not schedule': { status: 400, code: 3000, message: 'You cannot schedule a meeting for me' },
  'invitation lapsed': { status: 400, code: 1120, message: 'The invitation has expired.' },
  'scopes missing': {
    status: 400,
    code: 4711,
    message: 'Invalid access token, does not contain scopes:[meeting:delete:meeting].',
  },
} as const satisfies Record<string, RestError>;

export type Refusal = keyof typeof refusals;

export function isRefusal(name: string): name is Refusal {
  return Object.hasOwn(refusals, name);
}

export type Role = 'owner' | 'host';

/** Who may do what in an account, and what to say to whoever may not. */
export const DEEDS = {
  'hold sessions': { roles: ['owner', 'host'], refusal: '' },
  'change services and hours': { roles: ['owner', 'host'], refusal: '' },
  'change conferencing': {
    roles: ['owner'],
    refusal: 'Only an owner of this account can change where its sessions take place.',
  },
  'change the account': {
    roles: ['owner'],
    refusal: 'Only an owner can change this account’s settings.',
  },
  // An owner can undo what every other has done; a host must not become one by a letter to themselves.
  'invite and remove members': {
    roles: ['owner'],
    refusal: 'Only an owner can invite or remove members, or change what they may do.',
  },
  // The last owner may not: nobody could let anybody in any more. `members.remove` sees to that.
  'leave the account': { roles: ['owner', 'host'], refusal: '' },
  'make API keys': { roles: ['owner'], refusal: 'Only an owner can make or withdraw API keys.' },
} as const satisfies Record<string, { roles: readonly Role[]; refusal: string }>;

export type Deed = keyof typeof DEEDS;

export function mayDo(role: Role, deed: Deed): { ok: true } | { ok: false; why: string } {
  const { roles, refusal } = DEEDS[deed];
  return (roles as readonly Role[]).includes(role) ? { ok: true } : { ok: false, why: refusal };
}

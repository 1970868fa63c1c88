export type Role = 'owner' | 'host';

/** Who may do what in an account, and what to say to whoever may not. */
const DEEDS = {
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
  'make API keys': { roles: ['owner'], refusal: 'Only an owner can make or withdraw API keys.' },
} as const satisfies Record<string, { roles: readonly Role[]; refusal: string }>;

export type Deed = keyof typeof DEEDS;

export function mayDo(role: Role, deed: Deed): { ok: true } | { ok: false; why: string } {
  const { roles, refusal } = DEEDS[deed];
  return (roles as readonly Role[]).includes(role) ? { ok: true } : { ok: false, why: refusal };
}

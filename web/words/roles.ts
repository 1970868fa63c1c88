import type { Role } from '#accounts';

/** What a member is called, and what that means. */
export const ROLES: Record<Role, { name: string; may: string }> = {
  host: { name: 'Host', may: 'holds sessions and changes services and hours' },
  owner: { name: 'Owner', may: 'may do everything' },
};

/** As it was sent in a form: the lesser one in doubt. */
export function readRole(typed: string): Role {
  return typed === 'owner' ? 'owner' : 'host';
}

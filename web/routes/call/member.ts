import type { SignedIn } from '#calls';
import type { Visitor } from '#http';

/** A call may belong to any account one is a member of, whichever one works in just now. */
export function memberOf({ person, accounts }: Visitor): SignedIn {
  return { id: person.id, name: person.name, accountIds: accounts.map(({ id }) => id) };
}

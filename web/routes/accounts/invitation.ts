import type { Parley } from '#http';

const JOIN = '/accounts/join/';

/** The open invitation somebody wants to come back to after they have signed in or up. */
export async function invitationBehind({ members }: Parley, next: string | undefined) {
  if (!next?.startsWith(JOIN)) return undefined;
  const found = await members.find(next.slice(JOIN.length));
  return found.is === 'open' ? found : undefined;
}

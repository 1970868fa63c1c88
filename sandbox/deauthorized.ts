import { zuluMs } from './clock.ts';
import { removeInstall } from './grants.ts';
import { findPerson } from './people.ts';
import { queueDelivery } from './webhooks.ts';
import type { World } from './world.ts';

/** The person removes the app at Zoom. False when it was not installed. */
export function uninstall(world: World, personId: string): boolean {
  const removed = removeInstall(world, personId);
  if (removed) announceDeauthorized(world, personId);
  return removed;
}

/** app_deauthorized in one of the three shapes seen (facts 7.5); published apps only. */
export function announceDeauthorized(world: World, personId: string): void {
  const person = findPerson(world.state, personId);
  if (!person || !world.state.switches.published) return;
  const now = world.now();
  const common = {
    account_id: person.accountId,
    client_id: world.client.clientId,
    deauthorization_time: zuluMs(now),
    signature: world.ids.hex(),
    user_id: person.id,
  };
  const event = 'app_deauthorized';
  const bodies = {
    'observed 2025': {
      event,
      event_ts: now,
      payload: { ...common, user_data_retention: null },
    },
    'documented 2026': {
      event,
      payload: { ...common, event_ts: zuluMs(now).slice(0, 19).replace('T', ' ') },
    },
    'documented 2019': { event, payload: { user_data_retention: 'false', ...common } },
  };
  queueDelivery(world, event, bodies[world.state.switches.deauthorizedShape]);
}

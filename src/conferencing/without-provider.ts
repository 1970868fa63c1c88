/** Stands where this server knows no provider: passes go on, and sessions come to their built-in calls. */
import { Failure } from '#base';
import type { PassParts } from './reconcile.ts';

const refuse = async (): Promise<never> => {
  throw new Failure('not-set-up', { retry: 'never' });
};

export const NO_PROVIDER: PassParts['provider'] = {
  turn: refuse,
  create: refuse,
  read: refuse,
  update: refuse,
  remove: refuse,
  listMarked: refuse,
};

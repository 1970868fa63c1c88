/** Permissions that are said to have ended: asked about until the provider has answered. */
import { Failure, type Log } from '#base';
import type { ConnectionParts } from './connections.ts';
import { forgetRemoved } from './removed.ts';

/** The job of the notice has given up, or its provider was silent. Nobody is believed here, only the provider itself. */
export async function askAboutRemoved(parts: ConnectionParts & { log: Log }): Promise<void> {
  for (const grantId of (await parts.provider?.removalsSaid()) ?? []) {
    try {
      await forgetRemoved(parts, grantId, undefined);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const { message: failure } = error;
      parts.log.info(
        { grant: grantId, failure },
        'it cannot be told yet whether a grant has ended',
      );
    }
  }
}

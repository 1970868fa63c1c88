/** A room of LiveKit's client that lets nothing out unlocked. Its parts are loaded when the first is made. */
import type * as LiveKitClient from 'livekit-client';
import type { Room } from 'livekit-client';
import type { Secret } from './sealing.ts';

export type Client = typeof LiveKitClient;

/** LiveKit's client, and the worker in which it locks and unlocks. */
export interface LiveKitProgram {
  client: Client;
  startWorker(): Worker;
}

export interface LockedRoom {
  client: Client;
  room: Room;
  /** Known of somebody from now on, ourselves included. */
  use(id: string, secret: Secret, no: number): Promise<void>;
  close(): void;
}

export async function openLockedRoom({ client, startWorker }: LiveKitProgram): Promise<LockedRoom> {
  // It would write rooms and seats to the console.
  client.setLogLevel('silent');
  const worker = startWorker();
  const keys = keyring(client);
  const room = new client.Room({
    // Who sends hears which sizes somebody looks at, and makes no others.
    dynacast: true,
    stopLocalTrackOnUnpublish: false,
    encryption: { keyProvider: keys, worker },
  });
  await room.setE2EEEnabled(true);
  return {
    client,
    room,
    use: keys.use,
    close() {
      // The tracks are not ours to stop.
      void room.disconnect(false).finally(() => worker.terminate());
    },
  };
}

function keyring({ BaseKeyProvider }: Client) {
  class Keyring extends BaseKeyProvider {
    constructor() {
      // A frame that does not open says nothing about the key: the server may have sent anything.
      super({ sharedKey: false, ratchetWindowSize: 0, failureTolerance: -1 });
    }

    readonly use = async (id: string, secret: Secret, no: number): Promise<void> => {
      const usages: KeyUsage[] = ['deriveBits', 'deriveKey'];
      const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, usages);
      this.onSetEncryptionKey(key, id, no);
    };
  }
  return new Keyring();
}

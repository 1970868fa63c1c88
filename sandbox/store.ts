import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { State } from './state.ts';

/** Keeps the state in one file. It holds tokens, so only its owner may read it. */
export interface Store {
  load(): Promise<State | null>;
  /** Asks for a write; many asks become one. */
  save(): void;
  /** Resolves when all that was asked for is on disk. */
  flush(): Promise<void>;
}

export function createStore(path: string, current: () => State): Store {
  let writing: Promise<void> | null = null;
  let askedAgain = false;

  async function writeUntilQuiet() {
    try {
      do {
        askedAgain = false;
        await writeWhole(path, JSON.stringify(current()));
      } while (askedAgain);
    } finally {
      writing = null;
    }
  }

  return {
    load: () => readState(path),
    save() {
      askedAgain = true;
      writing ??= Promise.resolve().then(writeUntilQuiet);
    },
    async flush() {
      await writing;
    },
  };
}

async function readState(path: string): Promise<State | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const state = JSON.parse(text) as State;
  if (state.version !== 1) throw new Error(`${path} was written by another version of the sandbox`);
  // A delivery that was on its way when the process ended may or may not have arrived: send it again.
  for (const delivery of state.deliveries) {
    if (delivery.outcome === 'sending') delivery.outcome = 'waiting';
  }
  return state;
}

async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.draft`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

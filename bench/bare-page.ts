import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface BarePage {
  url: string;
  stop(): void;
}

/** The least a page can cost on this runtime: the same server library, a ready text of so many bytes. */
export async function barePage(bytes: number): Promise<BarePage> {
  const worker = new Worker(new URL('bare-page-server.ts', import.meta.url), { workerData: bytes });
  const [port] = (await once(worker, 'message')) as [number];
  return { url: `http://localhost:${port}/`, stop: () => void worker.terminate() };
}

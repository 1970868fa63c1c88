import { serve } from '@hono/node-server';
import { parentPort, workerData } from 'node:worker_threads';

const text = 'x'.repeat(workerData as number);

serve(
  { fetch: () => new Response(text, { headers: { 'content-type': 'text/html' } }), port: 0 },
  ({ port }) => parentPort?.postMessage(port),
);

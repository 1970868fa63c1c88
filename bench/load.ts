import { Agent, request } from 'node:http';

/** How many ask at once. */
export const CLIENTS = 8;

export interface Ask {
  method?: 'GET' | 'POST';
  url: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface Answer {
  status: number;
  body: string;
  ms: number;
}

/** One request over a kept connection. */
export function asker(): (ask: Ask) => Promise<Answer> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return ({ method = 'GET', url, headers = {}, body }) =>
    new Promise((resolve, reject) => {
      const began = performance.now();
      const length =
        body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const sent = request(url, { method, agent, headers: { ...headers, ...length } }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            body: Buffer.concat(chunks).toString('utf8'),
            ms: performance.now() - began,
          }),
        );
        answer.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
}

/** The median time of one request after another, and of each alone. */
export async function oneByOne(
  count: number,
  next: (index: number) => Ask,
): Promise<{ medianMs: number; answers: Answer[] }> {
  const ask = asker();
  const answers: Answer[] = [];
  for (let index = 0; index < count; index += 1) answers.push(await ask(next(index)));
  return { medianMs: median(answers.map((answer) => answer.ms)), answers };
}

/** How many requests a second some clients get through, each asking again as soon as it is answered. */
export async function atOnce(
  clients: number,
  count: number,
  next: (index: number) => Ask,
): Promise<{ perSecond: number; answers: Answer[] }> {
  let index = 0;
  const answers: Answer[] = [];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const ask = asker();
      while (index < count) answers.push(await ask(next(index++)));
    }),
  );
  return { perSecond: (1000 * answers.length) / (performance.now() - began), answers };
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

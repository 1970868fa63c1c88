import { gzipSync } from 'node:zlib';
import type { Row } from './report.ts';
import type { Seeded } from './seed.ts';

/** All script the booking page loads, as it goes over the wire. */
export async function measureScript(url: string, { account, service }: Seeded): Promise<Row[]> {
  const page = await (await fetch(`${url}/${account}/${service}`)).text();
  const sources = [
    ...page.matchAll(/<(?:script[^>]*src|link[^>]*rel="modulepreload"[^>]*href)="([^"]+)"/g),
  ].map(([, source]) => source!);
  const inline = [...page.matchAll(/<script(?![^>]*src)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, text]) => text!,
  );
  const files = await Promise.all(
    sources.map(async (source) => await (await fetch(new URL(source, url))).text()),
  );
  const bytes = [...files, ...inline].reduce((sum, text) => sum + gzipSync(text).length, 0);
  return [
    {
      what: 'script on the booking page, over the wire',
      ours: bytes / 1000,
      unit: 'kB',
      hold: 'at most 20',
    },
  ];
}

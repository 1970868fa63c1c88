import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Paths from the root of the house, and what stands in the files. */
export type House = ReadonlyMap<string, string>;

/** One thing that is not as it should be: where, and what is wrong. */
export type Fault = `${string}: ${string}`;

const ROOT = join(import.meta.dirname, '../..');
/** The rules show broken houses to themselves; those are not part of ours. */
const LEFT_OUT = ['**/node_modules/**', '**/.react-router/**', 'test/rules/**'];

/** Everything written by hand, but for the rules themselves. */
export function readHouse(): House {
  const paths = globSync('{src,web,sandbox,test,bench,bin}/**/*.{ts,tsx,mjs,sql,js,json}', {
    cwd: ROOT,
    exclude: LEFT_OUT,
  });
  return new Map(paths.toSorted().map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]));
}

/** The TypeScript and JavaScript in it, or in one part of it. */
export function sources(house: House, ...parts: string[]): [path: string, text: string][] {
  return [...house].filter(
    ([path]) =>
      /\.(ts|tsx|mjs)$/.test(path) &&
      (parts.length === 0 || parts.some((part) => path.startsWith(`${part}/`))),
  );
}

export function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || path.startsWith('test/');
}

const STRING_OR_COMMENT =
  /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/** The text with its comments blanked; lines stay where they are. */
export function withoutComments(text: string): string {
  return text.replace(STRING_OR_COMMENT, (found) =>
    found.startsWith('/') ? found.replace(/[^\n]/g, ' ') : found,
  );
}

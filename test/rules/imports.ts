import { posix } from 'node:path';
import { withoutComments } from './house.ts';

export interface Import {
  /** As written: `#base`, `./plan.ts`, `hono`. */
  name: string;
  /** Erased before anything runs. */
  typeOnly: boolean;
  /** Where a relative one leads, from the root of the house; undefined for packages and faces. */
  path: string | undefined;
}

const FROM =
  /\b(?:import|export)\s+(type\s+)?((?:[\w$]+\s*,\s*)?(?:\{[^}]*\}|\*(?:\s+as\s+[\w$]+)?|[\w$]+))\s*from\s*['"]([^'"]+)['"]/g;
const BARE = /\bimport\s*['"]([^'"]+)['"]/g;
const DYNAMIC = /\bimport\s*\(\s*['"]([^'"]+)['"]/g;

/** Every import and re-export of a file, in whatever form. */
export function importsOf(file: string, text: string): Import[] {
  const code = withoutComments(text);
  const found = [
    ...[...code.matchAll(FROM)].map(([, type, names = '', name = '']) => ({
      name,
      typeOnly: Boolean(type) || onlyTypes(names),
    })),
    ...[...code.matchAll(BARE), ...code.matchAll(DYNAMIC)].map(([, name = '']) => ({
      name,
      typeOnly: false,
    })),
  ];
  return found.map((one) => ({ ...one, path: pathOf(file, one.name) }));
}

function onlyTypes(names: string): boolean {
  const inBraces = /^\{([^}]*)\}$/.exec(names.trim())?.[1];
  if (inBraces === undefined) return false;
  const all = inBraces.split(',').map((name) => name.trim());
  return all.filter(Boolean).every((name) => name.startsWith('type '));
}

function pathOf(file: string, name: string): string | undefined {
  return name.startsWith('.') ? posix.join(posix.dirname(file), name) : undefined;
}

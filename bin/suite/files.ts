import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Every test that needs no browser, in order of name. */
export function testFiles(root: string): string[] {
  return globSync('{src,web,sandbox,test,bench,bin}/**/*.test.ts', {
    cwd: root,
    exclude: ['test/e2e/**', '**/node_modules/**'],
  })
    .map((file) => join(root, file))
    .toSorted();
}

/** Those among them that open a fresh database, themselves or through something of test/support. */
export function databaseTestFiles(root: string): string[] {
  const database = join(root, 'test/support/database.ts');
  return testFiles(root).filter((file) => reaches(root, file, database, new Set()));
}

function reaches(root: string, file: string, goal: string, seen: Set<string>): boolean {
  if (file === goal) return true;
  if (seen.has(file)) return false;
  seen.add(file);
  return testImports(root, file).some((imported) => reaches(root, imported, goal, seen));
}

/** What a file imports from test/support or from beside it; the rest of the house opens no database. */
function testImports(root: string, file: string): string[] {
  const names = readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
  return [...names]
    .map(([, name = '']) =>
      name.startsWith('#test/')
        ? join(root, 'test/support', `${name.slice('#test/'.length)}.ts`)
        : resolve(dirname(file), name),
    )
    .filter((path) => path.endsWith('.ts') && existsSync(path));
}

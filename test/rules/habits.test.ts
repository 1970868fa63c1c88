import assert from 'node:assert/strict';
import { test } from 'node:test';
import { longFiles, misplaced, selfServed, starExports, wideFaces } from './habits.ts';
import { readHouse } from './house.ts';

const house = readHouse();

test('no face says export *', () => {
  assert.deepEqual(starExports(house), []);
});

test('a face shows at most twelve names, types aside', () => {
  assert.deepEqual(wideFaces(house), []);
});

test('time, chance and settings come in as arguments', () => {
  assert.deepEqual(selfServed(house), []);
});

test('JSX stands in web/ only and migrations are SQL', () => {
  assert.deepEqual(misplaced(house), []);
});

test('no file has more than 300 lines', () => {
  assert.deepEqual(longFiles(house), []);
});

// From here on: each rule is shown something it must refuse, and something it must let pass.

test('export * is found', () => {
  const faults = starExports(houseOf({ 'src/base/index.ts': "export * from './clock.ts';" }));
  assert.equal(faults.length, 1);
});

test('a wide face is found; types do not make it wide', () => {
  const names = Array.from({ length: 13 }, (_, index) => `name${index}`).join(', ');
  const faults = wideFaces(
    houseOf({
      'src/calls/index.ts': `export { ${names} } from './calls.ts';`,
      'src/base/index.ts': `export type { ${names} } from './types.ts';`,
    }),
  );
  assert.deepEqual(faults, ['src/calls/index.ts: shows 13 names']);
});

test('whoever reads clock, dice or environment is found', () => {
  const faults = selfServed(
    houseOf({
      'src/sessions/a.ts': 'const now = Date.now();',
      'src/sessions/b.ts': 'const now = new Date();',
      'src/sessions/c.ts': 'const now = Temporal.Now.instant();',
      'src/zoom/d.ts': 'const wait = Math.random();',
      'src/zoom/e.ts': 'const id = process.env.ZOOM_CLIENT_ID;',
      'src/sessions/f.test.ts': 'const dice = Math.random();',
    }),
  );
  const files = new Set(faults.map((fault) => fault.split(':')[0]));
  assert.equal(files.size, 6);
});

test('the doors for clock, dice and environment stay open', () => {
  const faults = selfServed(
    houseOf({
      'src/base/clock.ts': 'export const now = () => Temporal.Now.instant();',
      'src/main.ts': 'const config = readConfig(process.env);',
      'src/sessions/a.ts': '// Date.now() would be wrong here.\nconst now = clock.now();',
    }),
  );
  assert.deepEqual(faults, []);
});

test('JSX outside web/ and a migration in TypeScript are found', () => {
  const faults = misplaced(
    houseOf({ 'src/notices/a.tsx': '', 'src/db/migrations/002-x.ts': '', 'web/root.tsx': '' }),
  );
  assert.equal(faults.length, 2);
});

test('a long file is found', () => {
  const faults = longFiles(
    houseOf({ 'src/a/long.ts': 'x\n'.repeat(301), 'src/a/enough.ts': 'x\n'.repeat(300) }),
  );
  assert.deepEqual(faults, ['src/a/long.ts: has 301 lines']);
});

function houseOf(files: Record<string, string>): ReadonlyMap<string, string> {
  return new Map(Object.entries(files));
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acquaintances, arrows, brokenArrows, circles, deepImports } from './arrows.ts';
import { readHouse } from './house.ts';
import { importsOf } from './imports.ts';

const house = readHouse();

test('no arrow between folders points upwards', () => {
  assert.deepEqual(brokenArrows(house), []);
});

test('folders need each other in no circle', () => {
  assert.deepEqual(circles(house), []);
});

test('folders are reached through their face', () => {
  assert.deepEqual(deepImports(house), []);
});

test('the sandbox and the house import nothing of each other', () => {
  assert.deepEqual(acquaintances(house), []);
});

test('the whole house is looked at', () => {
  const from = new Set(arrows(house).map((arrow) => arrow.from));
  const missed = ['accounts', 'sessions', 'conferencing', 'zoom', 'http', 'web', 'main'].filter(
    (room) => !from.has(room),
  );
  assert.deepEqual(missed, []);
});

// From here on: each rule is shown something it must refuse, and something it must let pass.

test('an arrow upwards is found', () => {
  const faults = brokenArrows(
    houseOf({ 'src/jobs/jobs.ts': "import { createSessions } from '#sessions';" }),
  );
  assert.deepEqual(faults, ['src/jobs/jobs.ts: imports #sessions: jobs is below sessions']);
});

test('an arrow upwards is found in a type, a re-export and a dynamic import too', () => {
  const faults = brokenArrows(
    houseOf({
      'src/db/a.ts': "import type { Sessions } from '#sessions';",
      'src/db/b.ts': "export { createSessions } from '#sessions';",
      'src/db/c.ts': "const sessions = await import('#sessions');",
      'src/db/d.ts': "import '../sessions/index.ts';",
    }),
  );
  assert.equal(faults.length, 4);
});

test('arrows downwards are let pass', () => {
  const faults = brokenArrows(
    houseOf({
      'src/sessions/book.ts':
        "import { freeSlots } from '#availability';\nimport { Failure } from '#base';",
      'src/api/routes.ts': "import type { Sessions } from '#sessions';",
      'src/main.ts': "import { createZoom } from '#zoom';\nimport { readConfig } from '#config';",
      'web/routes/page.tsx': "import { requestContext } from '#http';",
      'src/sessions/book.test.ts': "import { freshDatabase } from '#test/database';",
    }),
  );
  assert.deepEqual(faults, []);
});

test('nobody but main.ts knows Zoom; http and pages may name its types', () => {
  const faults = brokenArrows(
    houseOf({
      'src/http/parley.ts': "import type { Zoom } from '#zoom';",
      'web/routes/callback.tsx': "import type { Authorized } from '#zoom';",
      'src/http/app.ts': "import { createZoom } from '#zoom';",
      'src/conferencing/execute.ts': "import type { Zoom } from '#zoom';",
    }),
  );
  assert.deepEqual(faults.map(fileOf), ['src/http/app.ts', 'src/conferencing/execute.ts']);
});

test('settings are handed out by main.ts', () => {
  const faults = brokenArrows(
    houseOf({ 'src/zoom/zoom.ts': "import { readConfig } from '#config';" }),
  );
  assert.equal(faults.length, 1);
});

test('what runs uses nothing of the tests', () => {
  const faults = brokenArrows(houseOf({ 'src/demo.ts': "import { ada } from '#test/cast';" }));
  assert.equal(faults.length, 1);
});

test('pages do not go to the database', () => {
  const faults = brokenArrows(houseOf({ 'web/routes/page.tsx': "import type { Db } from '#db';" }));
  assert.equal(faults.length, 1);
});

test('a new folder must be given its storey', () => {
  const withAttic = houseOf({ 'src/attic/a.ts': "import { Failure } from '#base';" });
  assert.throws(() => brokenArrows(withAttic), /attic has no storey/);
});

test('a circle of neighbours is found', () => {
  const faults = circles(
    houseOf({
      'src/accounts/a.ts': "import { isZone } from '#availability';",
      'src/availability/b.ts': "import { toService } from '#services';",
      'src/services/c.ts': "import { slugFrom } from '#accounts';",
    }),
  );
  assert.deepEqual(faults, ['accounts: needs itself through accounts → availability → services']);
});

test('a circle that only types make is none', () => {
  const faults = circles(
    houseOf({
      'src/accounts/a.ts': "import { isZone } from '#availability';",
      'src/availability/b.ts': "import { type Account } from '#accounts';",
    }),
  );
  assert.deepEqual(faults, []);
});

test('a way past a face is found', () => {
  const faults = deepImports(
    houseOf({
      'src/sessions/book.ts': "import { seats } from '../services/seats.ts';",
      'web/routes/page.tsx': "import { seats } from '../../src/sessions/seats.ts';",
      'src/main.ts': "import { seats } from '#sessions/seats.ts';",
      'src/services/good.ts':
        "import { form } from './form.ts';\nimport { ada } from '#test/cast';",
    }),
  );
  assert.deepEqual(faults.map(fileOf), [
    'src/sessions/book.ts',
    'web/routes/page.tsx',
    'src/main.ts',
  ]);
});

test('an acquaintance of sandbox and house is found from either side', () => {
  const faults = acquaintances(
    houseOf({
      'sandbox/token.ts': "import { Failure } from '#base';",
      'sandbox/store.ts': "import { Failure } from '../src/base/failure.ts';",
      'src/zoom/zoom.test.ts': "import { startSandbox } from 'zoom-sandbox';",
      'src/main.ts': "import { startSandbox } from '../sandbox/index.ts';",
      'sandbox/pages/home.ts': "import { world } from '../world.ts';",
    }),
  );
  assert.equal(faults.length, 4);
});

test('an import in a comment is none; one over several lines is one', () => {
  const text = "// import { a } from '#one';\nimport {\n  type A,\n  b,\n} from '#two';";
  assert.deepEqual(importsOf('src/x/y.ts', text), [
    { name: '#two', typeOnly: false, path: undefined },
  ]);
});

function houseOf(files: Record<string, string>): ReadonlyMap<string, string> {
  return new Map(Object.entries(files));
}

function fileOf(fault: string): string | undefined {
  return fault.split(':')[0];
}

import { isTest, sources, type Fault, type House } from './house.ts';
import { importsOf, type Import } from './imports.ts';

/** Who may ask whom: a room asks rooms of lower storeys, and neighbours as long as no circle comes of it. */
const STOREYS = [
  ['base', 'help'],
  ['db'],
  ['jobs'],
  [
    'services',
    'availability',
    'conferencing',
    'calls',
    'recordings',
    'notices',
    'accounts',
    'auth',
    'zoom',
  ],
  ['api', 'sessions', 'operator'],
  ['http'],
  // Single files of src that lay out the whole, such as the demo.
  ['entrance'],
  ['web'],
  ['main'],
];

export interface Arrow extends Import {
  file: string;
  from: string;
  to: string;
}

/** Arrows that point upwards, or to where nobody but main.ts may go. Tests may ask anybody. */
export function brokenArrows(house: House): Fault[] {
  return arrows(house).flatMap((arrow): Fault[] => {
    const refusal = refusalOf(arrow);
    return refusal ? [`${arrow.file}: imports ${arrow.name}: ${refusal}`] : [];
  });
}

/** Rooms that need each other to run. Types are no need. */
export function circles(house: House): Fault[] {
  const needs = new Map<string, Set<string>>();
  for (const { from, to, typeOnly } of arrows(house)) {
    if (!typeOnly) needs.set(from, (needs.get(from) ?? new Set()).add(to));
  }
  return [...needs.keys()].flatMap((room): Fault[] => {
    const way = wayBack(needs, room, [room]);
    // Every room of a circle finds it; it is told once.
    return way && way.toSorted()[0] === room
      ? [`${room}: needs itself through ${way.join(' → ')}`]
      : [];
  });
}

/** Imports that climb in through a window instead of using the face. */
export function deepImports(house: House): Fault[] {
  return sources(house, 'src', 'web', 'test', 'bench').flatMap(([file, text]) =>
    importsOf(file, text).flatMap(({ name, path }): Fault[] => {
      const deep = path?.startsWith('src/') && home(path) !== home(file);
      const unmapped = /^#[^/]+\//.test(name) && !name.startsWith('#test/');
      return deep || unmapped ? [`${file}: imports ${name} past the face of its folder`] : [];
    }),
  );
}

/** The sandbox and the house know each other only through Zoom's interface. */
export function acquaintances(house: House): Fault[] {
  const ofSandbox = sources(house, 'sandbox').flatMap(([file, text]) =>
    importsOf(file, text).flatMap(({ name, path }): Fault[] =>
      name.startsWith('#') || (path && !path.startsWith('sandbox/'))
        ? [`${file}: imports ${name} of the house`]
        : [],
    ),
  );
  const ofHouse = sources(house, 'src', 'web').flatMap(([file, text]) =>
    importsOf(file, text).flatMap(({ name, path }): Fault[] =>
      name.startsWith('zoom-sandbox') || path?.startsWith('sandbox/')
        ? [`${file}: imports ${name} of the sandbox`]
        : [],
    ),
  );
  return [...ofSandbox, ...ofHouse];
}

export function arrows(house: House): Arrow[] {
  return sources(house, 'src', 'web')
    .filter(([file]) => !isTest(file))
    .flatMap(([file, text]) =>
      importsOf(file, text)
        .map((one) => ({ ...one, file, from: room(file), to: roomNamed(one) }))
        .filter((arrow): arrow is Arrow => arrow.to !== undefined && arrow.to !== arrow.from),
    );
}

function refusalOf({ from, to, typeOnly }: Arrow): string | undefined {
  if (from === 'main') return undefined;
  if (to === 'config') return typeOnly ? undefined : 'only main.ts reads the settings';
  if (to === 'test') return 'only tests use test/support';
  if (from === 'config') return 'settings come before everything else';
  if (to === 'zoom' && !(typeOnly && ['http', 'entrance', 'web'].includes(from))) {
    return 'only main.ts knows Zoom';
  }
  if (from === 'web' && (to === 'db' || to === 'jobs'))
    return 'pages ask the room that owns the data';
  return storey(from) >= storey(to) ? undefined : `${from} is below ${to}`;
}

/** `src/sessions/book.ts` is in the room `sessions`, all of `web/` in `web`. */
function room(path: string): string {
  const [top = '', second = ''] = path.split('/');
  if (top !== 'src') return top;
  if (!second.endsWith('.ts')) return second;
  return second === 'main.ts' || second === 'config.ts' ? second.slice(0, -3) : 'entrance';
}

/** Files directly in src/ lie beside each other without a face. */
function home(path: string): string {
  return /^src\/[^/]+$/.test(path) ? 'src' : room(path);
}

function roomNamed({ name, path }: Import): string | undefined {
  if (name.startsWith('#')) return name.slice(1).split('/')[0];
  return path && /^(src|web|test)\//.test(path) ? room(path) : undefined;
}

function storey(name: string): number {
  const found = STOREYS.findIndex((rooms) => rooms.includes(name));
  if (found === -1)
    throw new Error(`${name} has no storey yet: give it one in test/rules/arrows.ts`);
  return found;
}

function wayBack(
  needs: Map<string, Set<string>>,
  goal: string,
  way: string[],
): string[] | undefined {
  for (const next of needs.get(way.at(-1) ?? '') ?? []) {
    if (next === goal) return way;
    if (way.includes(next)) continue;
    const found = wayBack(needs, goal, [...way, next]);
    if (found) return found;
  }
  return undefined;
}

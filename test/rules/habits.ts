import { isTest, sources, withoutComments, type Fault, type House } from './house.ts';

const LONGEST_FILE = 300;
const WIDEST_FACE = 12;

/** A face that says `*` hides what it shows. */
export function starExports(house: House): Fault[] {
  return sources(house, 'src', 'web', 'sandbox', 'test').flatMap(([file, text]): Fault[] =>
    /^\s*export\s*\*/m.test(withoutComments(text)) ? [`${file}: says export *`] : [],
  );
}

/** Faces that show more than can be kept in mind. Types describe the names and do not count. */
export function wideFaces(house: House): Fault[] {
  return sources(house, 'src')
    .filter(([file]) => /^src\/[^/]+\/index\.ts$/.test(file))
    .flatMap(([file, text]): Fault[] => {
      const count = shownNames(text).length;
      return count > WIDEST_FACE ? [`${file}: shows ${count} names`] : [];
    });
}

function shownNames(text: string): string[] {
  const lists = withoutComments(text).matchAll(/\bexport\s+\{([^}]*)\}/g);
  return [...lists]
    .flatMap(([, names = '']) => names.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '));
}

interface Habit {
  pattern: RegExp;
  words: string;
  /** Parts of the house it holds in, and the places in them that are made for it. */
  in: string[];
  except: RegExp;
}

/** Time, chance and settings come in as arguments; these are the doors they come in through. */
const HABITS: Habit[] = [
  {
    pattern: /\bprocess\.env\b/,
    words: 'reads the environment',
    in: ['src', 'web', 'sandbox'],
    except: /^src\/(main|config|node-env)\.ts$|^sandbox\/cli\.ts$/,
  },
  {
    pattern: /\bDate\.now\b|\bnew Date\(\s*\)|\bTemporal\.Now\b/,
    words: 'reads a clock of its own',
    in: ['src', 'sandbox', 'web/routes'],
    except: /^src\/base\/|^sandbox\/clock\.ts$/,
  },
  {
    pattern: /\bMath\.random\b/,
    words: 'throws dice',
    in: ['src', 'web', 'sandbox', 'test', 'bench'],
    except: /^src\/base\/|^sandbox\/ids\.ts$/,
  },
  {
    // Other libraries want a Date of an instant we hold; in our own rooms an instant is Temporal.
    pattern: /\bnew Date\(/,
    words: 'makes a Date',
    in: ['src'],
    except: /^src\/(base|auth|notices)\//,
  },
];

/** Code that takes the time, chance or settings for itself. */
export function selfServed(house: House): Fault[] {
  return HABITS.flatMap((habit) =>
    sources(house, ...habit.in)
      .filter(([file]) => !habit.except.test(file))
      .filter(([, text]) => habit.pattern.test(withoutComments(text)))
      .map(([file]): Fault => `${file}: ${habit.words}`),
  );
}

/** Node strips types but no JSX, and what a migration imports may have changed when it runs again. */
export function misplaced(house: House): Fault[] {
  return [...house.keys()].flatMap((file): Fault[] => {
    if (file.endsWith('.tsx') && !file.startsWith('web/')) return [`${file}: has JSX outside web/`];
    const isMigration = file.startsWith('src/db/migrations/');
    return isMigration && !file.endsWith('.sql') ? [`${file}: is a migration but not SQL`] : [];
  });
}

/** Past this there are two things in one file. Tests are lists and may go on. */
export function longFiles(house: House): Fault[] {
  return sources(house).flatMap(([file, text]): Fault[] => {
    const lines = text.trimEnd().split('\n').length;
    return lines > LONGEST_FILE && !isTest(file) ? [`${file}: has ${lines} lines`] : [];
  });
}

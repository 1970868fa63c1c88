import { isZone } from '#availability';
import { readInstant } from '../instant.ts';

/** What the address of a picker asks for. Anything unreadable counts as not asked. */
export interface Asked {
  /** 'YYYY-MM' */
  month: string | undefined;
  /** 'YYYY-MM-DD' */
  day: string | undefined;
  /** The time picked, epoch milliseconds. */
  startMs: number | undefined;
  view: 'month' | 'list';
  /** The reader is choosing a time zone. */
  choosesZone: boolean;
  zone: string;
  /** Who says so: a zone taken from the host is a guess that the browser may better. */
  zoneFrom: 'address' | 'choice' | 'browser' | 'host';
}

/** The zone a reader chose, kept for a year by us; the browser's own is kept by the small script. */
const CHOSEN = 'zone';
const BROWSERS = 'browser-zone';

/** Reads a picker's address and cookies. `hostZone` stands in until the reader's is known. */
export function readAsked(request: Request, hostZone: string): Asked {
  const { searchParams } = new URL(request.url);
  const day = read(searchParams.get('day'), /^20\d\d-\d\d-\d\d$/, Temporal.PlainDate.from);
  const month = read(searchParams.get('month'), /^20\d\d-\d\d$/, Temporal.PlainYearMonth.from);
  return {
    month: month?.toString() ?? day?.toPlainYearMonth().toString(),
    day: day?.toString(),
    startMs: readInstant(searchParams.get('start'))?.epochMilliseconds,
    view: searchParams.get('view') === 'list' ? 'list' : 'month',
    choosesZone: searchParams.has('choose-zone'),
    ...readZone(request, searchParams, hostZone),
  };
}

/** The same on a booking's own pages: there the guest's zone is known and holds until the address says otherwise. */
export function readAskedByGuest(request: Request, guestZone: string): Asked {
  const asked = readAsked(request, guestZone);
  return asked.zoneFrom === 'address' ? asked : { ...asked, zone: guestZone, zoneFrom: 'choice' };
}

/** Whether the zone is one that the browser may better. */
export function isGuess({ zoneFrom }: Asked): boolean {
  return zoneFrom === 'host' || zoneFrom === 'browser';
}

/** Remembers a zone that was chosen by the address. */
export function keepZone(asked: Asked): Record<string, string> {
  if (asked.zoneFrom !== 'address') return {};
  return {
    'Set-Cookie': `${CHOSEN}=${encodeURIComponent(asked.zone)}; Path=/; Max-Age=31536000; SameSite=Lax`,
  };
}

/** An address of the same page: what stays as it is, and what is new. */
export function addressFor(
  asked: Pick<Asked, 'zone' | 'zoneFrom' | 'view'>,
  parts: Record<string, string | undefined>,
): string {
  // A month view writes some fifty of these: plain concatenation is the quickest.
  let query = '';
  const write = (name: string, value: string | undefined) => {
    if (value) query += `${query && '&'}${name}=${encode(value)}`;
  };
  for (const name in parts) write(name, parts[name]);
  if (!('view' in parts)) write('view', asked.view === 'list' ? 'list' : undefined);
  write('zone', asked.zoneFrom === 'address' ? asked.zone : undefined);
  return `?${query}`;
}

function readZone(
  request: Request,
  params: URLSearchParams,
  hostZone: string,
): Pick<Asked, 'zone' | 'zoneFrom'> {
  const cookies = request.headers.get('cookie') ?? '';
  const candidates = [
    { zone: params.get('zone'), zoneFrom: 'address' },
    { zone: cookie(cookies, CHOSEN), zoneFrom: 'choice' },
    { zone: cookie(cookies, BROWSERS), zoneFrom: 'browser' },
  ] as const;
  for (const { zone, zoneFrom } of candidates) {
    if (zone && isZone(zone)) return { zone, zoneFrom };
  }
  return { zone: hostZone, zoneFrom: 'host' };
}

function read<T>(text: string | null, shape: RegExp, from: (text: string) => T): T | undefined {
  if (!text || !shape.test(text)) return undefined;
  try {
    return from(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function cookie(header: string, name: string): string | undefined {
  for (const pair of header.split(/; */)) {
    if (!pair.startsWith(`${name}=`)) continue;
    try {
      return decodeURIComponent(pair.slice(name.length + 1));
    } catch (error) {
      if (error instanceof URIError) return undefined;
      throw error;
    }
  }
  return undefined;
}

/** Slashes and colons are allowed in a query and easier to read as they are. */
function encode(value: string): string {
  return encodeURIComponent(value).replaceAll('%2F', '/').replaceAll('%3A', ':');
}

import { zoneWords } from '../words/zones.ts';
import { addressFor, type Asked } from './asked.ts';

/** A part of the world and its zones, for a long list to choose from. */
interface ZoneGroup {
  name: string;
  zones: { zone: string; words: string }[];
}

export interface ZoneChoice {
  groups: ZoneGroup[];
  chosen: string;
  /** What else the address held, to come back to. */
  kept: { name: string; value: string }[];
  backHref: string;
}

const KEPT = ['month', 'day', 'view', 'start'];
const REGIONS: { [region: string]: string } = {
  Arctic: 'Europe',
  Indian: 'Indian Ocean',
  Atlantic: 'Atlantic Ocean',
};

/** Every zone, by region and then by city, with its offset at that moment. */
export function zoneChoice(request: Request, asked: Asked, atMs: number): ZoneChoice {
  const { searchParams } = new URL(request.url);
  const kept = KEPT.flatMap((name) => {
    const value = searchParams.get(name);
    return value ? [{ name, value }] : [];
  });
  return {
    groups: groupZones(
      [...new Set([...Intl.supportedValuesOf('timeZone'), asked.zone, 'UTC'])],
      atMs,
    ),
    chosen: asked.zone,
    kept,
    backHref: addressFor(asked, Object.fromEntries(kept.map(({ name, value }) => [name, value]))),
  };
}

function groupZones(zones: string[], atMs: number): ZoneGroup[] {
  const groups = Object.groupBy(
    zones.map((zone) => ({ zone, region: regionOf(zone), words: zoneWords(zone, atMs) })),
    ({ region }) => region,
  );
  return Object.entries(groups)
    .map(([name, members = []]) => ({
      name,
      zones: members
        .map(({ zone, words }) => ({ zone, words }))
        .sort((a, b) => a.words.localeCompare(b.words, 'en')),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

function regionOf(zone: string): string {
  if (!zone.includes('/')) return 'The world';
  const region = zone.slice(0, zone.indexOf('/'));
  return REGIONS[region] ?? region;
}

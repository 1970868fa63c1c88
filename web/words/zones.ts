import { zoneLabel } from '#availability';

/** A zone as people know it, with what it is then: 'New York (UTC−5)', and 'UTC' alone. */
export function zoneWords(zone: string, atMs: number): string {
  const { city, offset } = zoneLabel(zone, atMs);
  return city === 'UTC' ? city : `${city} (${offset})`;
}

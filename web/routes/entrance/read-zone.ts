import { isZone } from '#availability';

/** What a form's `BrowserZone` sent. */
export function readZone(typed: string): string {
  return isZone(typed) ? typed : 'UTC';
}

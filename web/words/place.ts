export type Place = 'built-in' | 'zoom' | 'words';

/** Where a session takes place, as a guest reads it before booking. */
export function placeForGuests(place: Place, words: string): string {
  if (place === 'built-in') return 'A video call in your browser. Nothing to install.';
  return place === 'zoom' ? 'A Zoom meeting.' : words;
}

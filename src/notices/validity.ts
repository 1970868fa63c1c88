/** For how long a one-time link can be used, in a sentence. */
export function validityWords(minutes: number): string {
  return `The link works once, within ${spanWords(minutes)}. Keep it to yourself.`;
}

function spanWords(minutes: number): string {
  if (minutes % 60 !== 0) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  return minutes === 60 ? '1 hour' : `${minutes / 60} hours`;
}

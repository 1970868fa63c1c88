/** For how long a one-time link can be used, in a sentence. */
export function validityWords(minutes: number): string {
  return `The link works once, within ${spanWords(minutes)}. Keep it to yourself.`;
}

function spanWords(minutes: number): string {
  if (minutes % 60 !== 0) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  const hours = minutes / 60;
  if (hours > 24 && hours % 24 === 0) return `${hours / 24} days`;
  return hours === 1 ? '1 hour' : `${hours} hours`;
}

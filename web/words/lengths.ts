/** '30 minutes', '1 hour', '1 hour 30 minutes'. */
export function lengthWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [hours > 0 && count(hours, 'hour'), rest > 0 && count(rest, 'minute')];
  return parts.filter(Boolean).join(' ') || 'no time';
}

/** How long one meets, and with how many where it is not for one alone: '1 hour, for up to 4 guests'. */
export function sizeOf(service: { durationMinutes: number; capacity: number }): string {
  const length = lengthWords(service.durationMinutes);
  return service.capacity > 1 ? `${length}, for up to ${service.capacity} guests` : length;
}

/** A span before the start, as one says it: 'a day', '2 days', 'an hour', '90 minutes'. */
export function spanWords(minutes: number): string {
  if (minutes % 1440 === 0) return one(minutes / 1440, 'day', 'a');
  if (minutes % 60 === 0) return one(minutes / 60, 'hour', 'an');
  return one(minutes, 'minute', 'a');
}

function one(many: number, unit: string, article: string): string {
  return many === 1 ? `${article} ${unit}` : count(many, unit);
}

function count(many: number, unit: string): string {
  return `${many} ${unit}${many === 1 ? '' : 's'}`;
}

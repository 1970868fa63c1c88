/** How long ago, in one unit: 'just now', '4 minutes ago', 'yesterday'. */
export function agoWords(at: Temporal.Instant, now: Temporal.Instant): string {
  const minutes = Math.floor(at.until(now).total('minutes'));
  if (minutes < 1) return 'just now';
  if (minutes < 60) return count(minutes, 'minute');
  if (minutes < 24 * 60) return count(Math.floor(minutes / 60), 'hour');
  return count(Math.floor(minutes / (24 * 60)), 'day');
}

function count(many: number, unit: string): string {
  return `${many} ${unit}${many === 1 ? '' : 's'} ago`;
}

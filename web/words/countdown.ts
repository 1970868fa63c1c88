const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * How far away a session is: 'in 2 hours 14 minutes', 'it has begun', 'it ended 3 hours ago'. Epoch
 * milliseconds. Also runs in the browser, which keeps the words fresh.
 */
export function countdown(startMs: number, endMs: number, nowMs: number): string {
  if (nowMs < startMs) {
    return startMs - nowMs < MINUTE_MS
      ? 'in less than a minute'
      : `in ${lengthOf(startMs - nowMs)}`;
  }
  if (nowMs < endMs) return nowMs - startMs < MINUTE_MS ? 'it begins now' : 'it has begun';
  return nowMs - endMs < MINUTE_MS
    ? 'it has just ended'
    : `it ended ${lengthOf(nowMs - endMs)} ago`;
}

/** The two largest units of a length, the smaller one left out beyond three days. */
function lengthOf(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS);
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  if (days >= 3) return count(days, 'day');
  return days > 0
    ? join(count(days, 'day'), count(hours, 'hour'))
    : join(count(hours, 'hour'), count(minutes, 'minute'));
}

function count(many: number, unit: string): string {
  if (many === 0) return '';
  return `${many} ${unit}${many === 1 ? '' : 's'}`;
}

function join(larger: string, smaller: string): string {
  return [larger, smaller].filter(Boolean).join(' ');
}

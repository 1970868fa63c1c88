import { countdown } from '../words/countdown.ts';

const MINUTE_MS = 60_000;

/** Keeps "in 2 hours 14 minutes" true, turning with the minute of the session's start. */
export function runCountdown(): void {
  const place = document.querySelector('[data-countdown]');
  if (!place) return;
  const tick = () => {
    // Asked anew each time: a look at the server may have brought another start.
    const times = document.querySelector<HTMLElement>('[data-times]')?.dataset['times'] ?? '';
    const [startMs = 0, endMs = 0] = times.split(' ').map(Number);
    const nowMs = Date.now();
    const words = countdown(startMs, endMs, nowMs);
    if (place.textContent !== words) place.textContent = words;
    setTimeout(tick, ((((startMs - nowMs) % MINUTE_MS) + MINUTE_MS) % MINUTE_MS) + 50);
  };
  tick();
}

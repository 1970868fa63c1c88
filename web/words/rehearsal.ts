import type { RehearsalView, Tried } from '#conferencing';
import { agoWords } from './ago.ts';
import { whyWords } from './meeting-state.ts';
import { untilWords } from './moments.ts';

/** How the check of a connection stands, as its host reads it. */
export interface RehearsalWords {
  state: 'checking' | 'waits' | 'well' | 'failed';
  says: string;
  steps: { words: string; well: boolean }[];
}

export function rehearsalWords(
  view: RehearsalView,
  zone: string,
  now: Temporal.Instant,
): RehearsalWords {
  const steps = view.tried.map((tried) => ({ words: stepWords(tried), well: !tried.reason }));
  if (view.waits) {
    const { reason, until } = view.waits;
    return { state: 'waits', says: `${whyWords(reason)}. ${goesOn(until, zone, now)}`, steps };
  }
  if (!view.endedAt)
    return { state: 'checking', says: 'Checking what Parley may do there …', steps };
  const checked = `Checked ${agoWords(view.endedAt, now)}:`;
  if (steps.every(({ well }) => well))
    return { state: 'well', says: `${checked} meetings can be made, moved and removed.`, steps };
  const left = view.left ? ` ${LEFT}` : '';
  return { state: 'failed', says: `${checked} not everything works yet.${left}`, steps };
}

const LEFT =
  'A throw-away meeting called “A check by Parley” is still in Zoom; it is removed as soon as Zoom allows it.';

function goesOn(until: Temporal.Instant, zone: string, now: Temporal.Instant): string {
  if (Temporal.Instant.compare(until, now) <= 0) return 'The check goes on now.';
  return `The check goes on ${untilWords(until, zone, now).replace(/^today, /, 'at ')}.`;
}

const STEPS: Record<Tried['what'], { well: string; failed: string }> = {
  know: { well: 'Zoom says who you are.', failed: 'Zoom did not say who you are' },
  make: { well: 'A throw-away meeting was made.', failed: 'No meeting could be made' },
  move: { well: 'It was moved.', failed: 'The meeting could not be moved' },
  remove: { well: 'It was removed.', failed: 'The meeting could not be removed' },
};

function stepWords({ what, reason }: Tried): string {
  const { well, failed } = STEPS[what];
  return reason ? `${failed}. ${whyWords(reason)}.` : well;
}

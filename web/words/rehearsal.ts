import type { Reason, RehearsalView, Tried } from '#conferencing';
import { agoWords } from './ago.ts';
import { whyWords } from './meeting-state.ts';
import { atWords } from './moments.ts';

/** How the check of a connection stands, as its host reads it. */
export interface RehearsalWords {
  /** `failed` for a reason that somebody has to mend · `untold` for one that passes */
  state: 'checking' | 'waits' | 'well' | 'failed' | 'untold';
  says: string;
  steps: { words: string; well: boolean }[];
}

export function rehearsalWords(
  view: RehearsalView,
  zone: string,
  now: Temporal.Instant,
): RehearsalWords {
  const steps = view.tried.map((tried) => ({ words: stepWords(tried), well: !tried.reason }));
  const { waits } = view;
  if (waits && Temporal.Instant.compare(waits.until, now.add(A_MOMENT)) > 0) {
    const until = atWords(waits.until, zone, now);
    return {
      state: 'waits',
      says: `${whyWords(waits.reason)}. The check goes on ${until}.`,
      steps,
    };
  }
  if (!view.endedAt)
    return { state: 'checking', says: 'Checking what Parley may do there …', steps };
  const checked = `Checked ${agoWords(view.endedAt, now)}:`;
  if (steps.every(({ well }) => well))
    return { state: 'well', says: `${checked} meetings can be made, moved and removed.`, steps };
  const left = view.left ? ` ${LEFT}` : '';
  if (!view.tried.some(({ reason }) => reason && LASTING.has(reason.code))) {
    const says = `${checked} not everything could be tried. Press Test again later.${left}`;
    return { state: 'untold', says, steps };
  }
  return { state: 'failed', says: `${checked} not everything works yet.${left}`, steps };
}

/** A shorter wait is not worth a reason: on a free plan Zoom takes four calls a second. */
const A_MOMENT = { seconds: 30 };

const LASTING: ReadonlySet<Reason['code']> = new Set(['not-allowed', 'refused', 'grant-lost']);

const LEFT =
  'A throw-away meeting called “A check by Parley” is still in Zoom; it is removed as soon as Zoom allows it.';

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

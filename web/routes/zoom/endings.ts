/** How a way to Zoom can end without a connection, and what to do then. */
import { isPermission, missingWords } from '../../words/permissions.ts';

export interface Ending {
  title: string;
  says: string;
  /** What is the matter, one thing a line. */
  lines: string[];
  /** What to do now. */
  remedy: string;
}

const CHOOSE = 'Choose the account, and Zoom asks you once more.';
const AGAIN = 'You can connect again at any time.';

const ENDINGS: Record<string, Omit<Ending, 'lines'>> = {
  added: {
    title: 'Which account should use Zoom?',
    says: 'You added Parley in Zoom. One step is left, because nobody but you can say which of your accounts it is for.',
    remedy: CHOOSE,
  },
  declined: {
    title: 'Zoom was not connected',
    says: 'Parley was not allowed at Zoom, so nothing has changed. Your sessions go on as before.',
    remedy: AGAIN,
  },
  'unknown-state': {
    title: 'Which account should use Zoom?',
    says: 'This answer from Zoom does not belong to anything begun here, so it was not attached to any account.',
    remedy: CHOOSE,
  },
  expired: {
    title: 'That took a little too long',
    says: 'An answer from Zoom counts for a quarter of an hour, so that nobody else can use it later. Nothing has changed.',
    remedy: 'Begin again; it is two presses.',
  },
  'other-login': {
    title: 'Somebody else began this',
    says: 'The connection was begun under another sign-in, so it was not attached to anything of yours.',
    remedy: 'Begin again here.',
  },
  'missing-permissions': {
    title: 'Zoom gave too few permissions',
    says: 'Parley asks for no more than it needs to keep your meetings in step, and cannot do with less.',
    remedy: 'Connect again, and leave every box ticked at Zoom.',
  },
  failed: {
    title: 'Zoom was not connected',
    says: 'Zoom did not answer as it should.',
    remedy: 'Connect again in a moment, also if you were connected before.',
  },
};

const TROUBLES: Record<string, Partial<Ending>> = {
  refused: { says: 'Zoom no longer takes this confirmation, so nothing has changed.' },
  'rate-limited': {
    says: 'Zoom asks everybody in this Zoom account to go more slowly.',
    remedy: 'Connect again in a few minutes.',
  },
};

/** Undefined for a word that names no ending. */
export function endingOf(params: URLSearchParams): Ending | undefined {
  const how = params.get('how') ?? '';
  const ending = Object.hasOwn(ENDINGS, how) ? ENDINGS[how] : undefined;
  if (!ending) return undefined;
  const why = params.get('why') ?? '';
  const trouble = how === 'failed' && Object.hasOwn(TROUBLES, why) ? TROUBLES[why] : {};
  const missing = (params.get('missing') ?? '').split(',').filter(isPermission);
  return { ...ending, ...trouble, lines: missingWords(missing) };
}

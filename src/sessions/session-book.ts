import type { MeetingHappening, Reason, SessionBook } from '#conferencing';
import { changePlace, type PlaceParts } from './change-place.ts';
import { happening, tell } from './records.ts';
import { tellAgain } from './story.ts';

/** The sessions' answer to what conferencing asks of them. */
export function createSessionBook(parts: PlaceParts): SessionBook {
  return {
    async tell(tx, sessionId, kind: MeetingHappening, facts = {}) {
      const line = { sessionId, kind, facts };
      const again = REPEATED.has(kind) && (await tellAgain(parts, tx, line));
      if (!again) await tell(parts, tx, line);
    },
    async tellLife(tx, sessionId, { kind, at }) {
      await tx.insertInto('happening').values(happening({ sessionId, kind }, at)).execute();
    },
    async holdBuiltIn(tx, sessionId, why) {
      const from = await changePlace(parts, tx, sessionId, {
        to: 'built-in',
        why: WHY[why.code],
        facts: { ...why },
      });
      // It was still on its way to Zoom, and nobody was told of that.
      if (from === 'built-in')
        await tell(parts, tx, { sessionId, kind: 'stays-built-in', facts: { ...why } });
    },
    async holdInZoom(tx, sessionId) {
      const facts = { code: 'chosen' };
      await changePlace(parts, tx, sessionId, { to: 'zoom', why: CHOSEN, facts });
    },
  };
}

/** What is tried again and again: one line tells how often. */
const REPEATED: ReadonlySet<MeetingHappening> = new Set(['meeting-waits', 'meeting-needs-host']);

/** For a host's mail; an account may have several hosts. */
export const CHOSEN = 'A host of this account chose it.';

/** Why a Zoom session is held in a built-in call, for its host. */
const WHY: Record<Reason['code'], string> = {
  unreachable: 'Zoom did not answer in time.',
  unclear: 'Zoom did not answer in time.',
  'rate-limited': 'Zoom did not take any more changes in time.',
  'day-used-up': 'Zoom takes 100 changes a day from one user, and that day’s were used up.',
  'grant-lost': 'Parley’s access to Zoom has ended.',
  'not-allowed': 'Zoom does not allow this account to hold meetings.',
  refused: 'Zoom refused to make the meeting.',
  'in-progress': 'Zoom was busy with the meeting.',
  disconnected: 'Zoom was disconnected.',
  'not-set-up': 'Zoom is not set up on this server any more.',
  'changed-in-zoom': 'The meeting was given another time in Zoom.',
  'gone-in-zoom': 'The meeting was deleted in Zoom.',
};

import type { MeetingHappening, SessionBook } from '#conferencing';
import { notify, tell, type RecordParts } from './records.ts';
import { bookingsOf } from './rows.ts';

/** The sessions' answer to what conferencing asks of them. */
export function createSessionBook(parts: RecordParts): SessionBook {
  return {
    tell: (tx, sessionId, kind: MeetingHappening, facts = {}) =>
      tell(parts, tx, { sessionId, kind, facts }),
    async holdBuiltIn(tx, sessionId, why) {
      const changed = await tx
        .updateTable('session')
        .set({ place: 'built-in' })
        .where('id', '=', sessionId)
        .where('place', '=', 'zoom')
        .where('cancelled_at', 'is', null)
        .returning('id')
        .executeTakeFirst();
      if (!changed) return;
      await tx
        .updateTable('booking')
        .set((set) => ({ calendar_sequence: set('calendar_sequence', '+', 1) }))
        .where('session_id', '=', sessionId)
        .where('cancelled_at', 'is', null)
        .execute();
      await tell(parts, tx, { sessionId, kind: 'place-changed', facts: { ...why } });
      await notify(parts, tx, await bookingsOf(tx, sessionId), {
        kind: 'place-changed',
        why: WHY[why.code],
      });
    },
  };
}

/** Why a Zoom session is held in a built-in call, for its host. */
const WHY: Record<Parameters<SessionBook['holdBuiltIn']>[2]['code'], string> = {
  unreachable: 'Zoom did not answer in time.',
  unclear: 'Zoom did not answer in time.',
  'rate-limited': 'Zoom did not take any more changes in time.',
  'day-used-up': 'Zoom takes 100 changes a day from one user, and that day’s were used up.',
  'grant-lost': 'Parley’s access to Zoom has ended.',
  'not-allowed': 'Zoom does not allow this account to hold meetings.',
  refused: 'Zoom refused to make the meeting.',
  'in-progress': 'Zoom was busy with the meeting.',
  disconnected: 'Zoom was disconnected.',
  'changed-in-zoom': 'The meeting was given another time in Zoom.',
  'gone-in-zoom': 'The meeting was deleted in Zoom.',
};

/** Meetings already made follow the choices of their account and service. */
import type { MeetingSettings, MeetingState } from '#conferencing';
import { transact } from '#db';
import type { BookParts } from './book.ts';
import { meetingWish } from './meeting-wish.ts';
import { bookingsOf } from './rows.ts';
import { lockSession } from './seats.ts';

/**
 * Asks for every upcoming meeting that is set otherwise than it would be if its session were booked
 * now. The pace of Zoom's limits carries them out, and several choices that wait are one change then.
 * Answers how many there are.
 */
export async function followSettings(parts: BookParts, accountId: string): Promise<number> {
  let follow = 0;
  for (const [sessionId, meeting] of await managed(parts, accountId)) {
    const follows = await transact(parts.db, async (tx) => {
      await lockSession(tx, sessionId);
      const [whole] = await bookingsOf(tx, sessionId);
      if (!whole) return false;
      const wish = meetingWish(whole);
      const { asked = {}, real } = meeting.settings ?? {};
      // Another passcode would be another link: the one a meeting was made with stays.
      const settings = real ? withPasscodeOf(asked, wish.settings) : wish.settings;
      if (same(asked, settings)) return false;
      await parts.conferencing.follow(tx, { ...wish, settings });
      return true;
    });
    if (follows) follow += 1;
  }
  return follow;
}

async function managed(
  { db, clock, conferencing }: BookParts,
  accountId: string,
): Promise<[string, MeetingState][]> {
  const upcoming = await db
    .selectFrom('session')
    .select('id')
    .where('account_id', '=', accountId)
    .where('cancelled_at', 'is', null)
    .where('starts_at', '>', clock.now())
    .orderBy('starts_at')
    .execute();
  const states = await conferencing.statesOf(upcoming.map((row) => row.id));
  return upcoming.flatMap(({ id }) => {
    const meeting = states.get(id);
    return meeting && meeting.status !== 'not-managed' ? [[id, meeting]] : [];
  });
}

function withPasscodeOf({ passcode }: MeetingSettings, wish: MeetingSettings): MeetingSettings {
  const settings = { ...wish };
  if (passcode === undefined) delete settings.passcode;
  else settings.passcode = passcode;
  return settings;
}

function same(a: MeetingSettings, b: MeetingSettings): boolean {
  return (['waitingRoom', 'passcode', 'earlyEntry'] as const).every((name) => a[name] === b[name]);
}

/** Plays a history on the stage, step by step, and holds it against what was promised. */
import { sql } from 'kysely';
import type { BookingView } from '#sessions';
import { connectThrough } from '#test/consent';
import { accountNow, type Host, type Process, type Stage } from './stage.ts';
import { FAULTS, PEOPLE, PLACES, SEASONS, TELLINGS, type History, type Step } from './steps.ts';
import { comeToRest, passTime } from './time.ts';
import { SMOOTHLY, untilDeath, work } from './work.ts';
import { checkPromises } from './promises.ts';

const GUESTS = [
  { name: 'Grace Hill', email: 'grace@example.org', zone: 'America/New_York' },
  { name: 'Linus Oja', email: 'oja@example.org', zone: 'Europe/Helsinki' },
  { name: 'Asha Rao', email: 'asha@example.org', zone: 'Asia/Kolkata' },
];
const TOLD_AT_ONCE = {
  webhookDelayMs: 0,
  webhooksDoubled: false,
  webhooksOutOfOrder: false,
  webhooksSilent: false,
};
const TIMES_AHEAD_MS = 10 * 24 * 3_600_000;

/** What a guest was told yes to; from then on it has to be true. */
export interface Told {
  token: string;
  start: string;
  cancelled: boolean;
}

/** Throws when a promise is broken. */
export async function play(stage: Stage, history: History): Promise<void> {
  await stage.wipe(SEASONS[history.season] ?? '');
  const told = new Map<string, Told>();
  for (const [index, person] of history.connected.entries()) {
    const host = stage.hosts[index];
    if (person === null || !host) continue;
    await act(stage, told, { do: 'connect', account: index, person, dies: 0 });
    await act(stage, told, { do: 'default', account: index, place: 'zoom' });
  }
  for (const step of [...history.steps, { do: 'quiet' } as const]) {
    await act(stage, told, step);
    if (step.do === 'quiet') await checkPromises(stage, [...told.values()]);
  }
}

async function act(stage: Stage, told: Map<string, Told>, step: Step): Promise<void> {
  const { sandbox, watch } = stage;
  switch (step.do) {
    case 'book':
      return await book(stage, told, step);
    case 'move':
    case 'cancel':
      return await change(stage, told, step);
    case 'hold':
      return await hold(stage, told, step);
    case 'connect':
    case 'disconnect':
      return await tie(stage, step);
    case 'default':
      await stage.start().conferencing.makeDefault(hostOf(stage, step).account.id, step.place);
      return;
    case 'kill-grant':
      watch.killed.add(personNow(stage, step.person).id);
      return sandbox.control.killGrant(PEOPLE[step.person] ?? '');
    case 'uninstall':
      return uninstall(stage, personNow(stage, step.person).id);
    case 'events':
      return sandbox.control.turn({ ...TOLD_AT_ONCE, ...TELLINGS[step.how] });
    case 'busy-day':
      return await useUp(stage, step.used);
    case 'expire-tokens':
      return sandbox.control.expireTokens(PEOPLE[step.person] ?? '');
    case 'in-zoom':
      return inZoom(stage, step);
    case 'fault':
      if (step.at === 'token') watch.tokensInDoubt = true;
      for (const fault of FAULTS[step.kind])
        sandbox.control.addFault({ ...fault, times: step.times, ...PLACES[step.at] });
      return;
    case 'settings':
      return await chooseSettings(stage, step);
    case 'lock': {
      const { waitingRoom } = step;
      watch.locked.add(personNow(stage, step.person).id);
      const locks = waitingRoom === null ? {} : { waiting_room: waitingRoom };
      return sandbox.control.lockAccount(PEOPLE[step.person] ?? '', locks);
    }
    case 'list-lag':
      return sandbox.control.turn({ listLagMs: step.seconds * 1000 });
    case 'late':
      watch.lateCreates = step.creates;
      return;
    case 'app':
      await sandboxIsHeard(stage);
      stage.knowsZoom = step.known;
      return;
    case 'wait':
      if (step.workers) await passTime(stage, step.minutes);
      else {
        // Only the workers are down: what Zoom has to tell is heard when it is told.
        await stage.sandbox.control.settle();
        stage.clock.advance({ minutes: step.minutes });
      }
      return;
    case 'work':
      if (step.dies > 0) watch.tokensInDoubt = true;
      return await work(stage, step);
    case 'quiet':
      return await comeToRest(stage);
  }
}

/** Whoever stops a server lets it end what it has begun. */
async function sandboxIsHeard(stage: Stage): Promise<void> {
  await stage.sandbox.control.settle();
  await work(stage, SMOOTHLY);
}

function uninstall({ sandbox, watch }: Stage, personId: string): void {
  watch.killed.add(personId);
  const { grants, switches } = sandbox.control.state();
  const told = grants.some((grant) => grant.personId === personId) && !switches.webhooksSilent;
  if (told) watch.removed.add(personId);
  sandbox.control.uninstall(personId);
}

/** Other programs of the host's have taken so much of the day. */
async function useUp({ db, clock }: Stage, used: number): Promise<void> {
  const day = clock.now().toZonedDateTimeISO('UTC').startOfDay().toInstant();
  await sql`insert into zoom_allowance (grant_id, day, used) select id, ${day}, ${used} from zoom_grant
    on conflict (grant_id) do update set day = excluded.day, used = excluded.used`.execute(db);
}

async function chooseSettings(
  stage: Stage,
  step: Extract<Step, { do: 'settings' }>,
): Promise<void> {
  const { account } = hostOf(stage, step);
  const { accounts, sessions } = stage.start();
  const now = await accounts.byId(account.id);
  await accounts.setMeetings(account.id, { ...now!.meetings, waitingRoom: step.waitingRoom });
  await sessions.followSettings(account.id);
}

function hostOf(stage: Stage, { account }: { account: number }): Host {
  return stage.hosts[account % stage.hosts.length]!;
}

function personNow({ sandbox }: Stage, person: number) {
  return sandbox.control.state().people.find((each) => each.email === PEOPLE[person])!;
}

async function book(
  stage: Stage,
  told: Map<string, Told>,
  step: Extract<Step, { do: 'book' }>,
): Promise<void> {
  const process = stage.start();
  const host = hostOf(stage, step);
  const account = await accountNow(stage, host);
  const service = step.group ? host.group : host.single;
  const nowMs = stage.clock.now().epochMilliseconds;
  const free = await process.sessions.slots(account, service, {
    fromMs: nowMs,
    toMs: nowMs + TIMES_AHEAD_MS,
  });
  const slot = free[spread(step.time) % Math.max(free.length, 1)];
  if (!slot) return;
  process.life.dieAt(step.dies);
  const buyers = step.twice ? [step.guest, step.guest + 1] : [step.guest];
  const requests = buyers.map((buyer) =>
    untilDeath(async () => {
      const guest = GUESTS[buyer % GUESTS.length]!;
      const start = Temporal.Instant.fromEpochMilliseconds(slot.startMs);
      const booked = await process.sessions.book(account, service, { start, guest, note: '' });
      if (booked.ok)
        told.set(booked.booking.token, {
          token: booked.booking.token,
          start: start.toString(),
          cancelled: false,
        });
    }),
  );
  await Promise.all(requests);
}

/** A process that sets out to change one of the bookings that stand, if there is one, and may die of it. */
async function takeUp(
  stage: Stage,
  told: Map<string, Told>,
  { booking: index, dies }: { booking: number; dies: number },
): Promise<{ sessions: Process['sessions']; booking: BookingView } | undefined> {
  const standing = [...told.values()].filter((one) => !one.cancelled);
  const one = standing[index % Math.max(standing.length, 1)];
  if (!one) return undefined;
  const { sessions, life } = stage.start();
  const booking = await sessions.find(one.token);
  if (!booking) throw new Error(`the booking ${one.token} is gone`);
  life.dieAt(dies);
  return { sessions, booking };
}

async function change(
  stage: Stage,
  told: Map<string, Told>,
  step: Extract<Step, { do: 'move' | 'cancel' }>,
): Promise<void> {
  const begun = await takeUp(stage, told, step);
  if (!begun) return;
  const { sessions, booking } = begun;
  await untilDeath(async () => {
    if (step.do === 'cancel') {
      if (step.whole) await sessions.cancelSession(booking.account.id, booking.sessionId, 'ill');
      else await sessions.cancel(booking.token, 'a cold', step.by);
      return;
    }
    const nowMs = stage.clock.now().epochMilliseconds;
    const range = { fromMs: nowMs, toMs: nowMs + TIMES_AHEAD_MS };
    const free = step.whole
      ? await sessions.slotsForSession(booking.account.id, booking.sessionId, range)
      : await sessions.slotsForMove(booking, range);
    const slot = free[spread(step.time) % Math.max(free.length, 1)];
    if (!slot) return;
    const start = Temporal.Instant.fromEpochMilliseconds(slot.startMs);
    if (step.whole) await sessions.moveSession(booking.account.id, booking.sessionId, start);
    else await sessions.move(booking.token, start, step.by);
  });
  await hearAgain(stage, told);
}

/** After a change, or a death in the middle of one, the bookings themselves say what is true from now on. */
async function hearAgain(stage: Stage, told: Map<string, Told>): Promise<void> {
  const { sessions } = stage.start();
  for (const one of told.values()) {
    const booking = await sessions.find(one.token);
    if (!booking) throw new Error(`the booking ${one.token} is gone`);
    told.set(one.token, {
      ...one,
      start: booking.start.toString(),
      cancelled: booking.status === 'cancelled',
    });
  }
}

async function hold(
  stage: Stage,
  told: Map<string, Told>,
  step: Extract<Step, { do: 'hold' }>,
): Promise<void> {
  const begun = await takeUp(stage, told, step);
  if (!begun) return;
  const { sessions, booking } = begun;
  await untilDeath(async () => {
    await sessions.holdIn(booking.account.id, booking.sessionId, step.place);
  });
}

async function tie(
  stage: Stage,
  step: Extract<Step, { do: 'connect' | 'disconnect' }>,
): Promise<void> {
  // Without an app nobody finds the way to Zoom.
  if (step.do === 'connect' && !stage.knowsZoom) return;
  const process = stage.start();
  const host = hostOf(stage, step);
  process.life.dieAt(step.dies);
  const died = await untilDeath(async () => {
    if (step.do === 'connect') {
      stage.watch.removed.delete(personNow(stage, step.person).id);
      const person = PEOPLE[step.person] ?? '';
      await connectThrough({ ...stage, ...process }, host, person);
    } else await process.conferencing.disconnect(host.account.id);
  });
  if (died) stage.watch.tokensInDoubt = true;
  await keepHandsOff(stage);
}

/** Meetings of sessions that are not managed any more are the host's alone from now on. */
async function keepHandsOff({ db, watch }: Stage): Promise<void> {
  const { rows } = await sql<{ meeting_id: string }>`
    select meeting_id from desired_meeting join observed_meeting using (session_id)
    where not managed and meeting_id is not null
  `.execute(db);
  for (const row of rows) watch.handsOff.add(row.meeting_id);
}

function inZoom({ sandbox, watch }: Stage, step: Extract<Step, { do: 'in-zoom' }>): void {
  const isDeleted = (meeting: { deletedAt: number | null }) => meeting.deletedAt !== null;
  const standing = sandbox.control
    .state()
    .meetings.filter((each) => isDeleted(each) === (step.deed === 'recover'));
  const meeting = standing[step.meeting % Math.max(standing.length, 1)];
  if (!meeting) return;
  const { control } = sandbox;
  if (step.deed === 'start') return control.startMeeting(meeting.id);
  if (step.deed === 'end') return control.endMeeting(meeting.id);
  watch.touchedByHost.add(String(meeting.id));
  if (step.deed === 'recover') {
    watch.broughtBack.add(String(meeting.id));
    return control.recoverMeeting(meeting.id);
  }
  if (step.deed === 'delete') control.deleteMeeting(meeting.id);
  else
    control.changeMeeting(meeting.id, {
      topic: 'Renamed in Zoom',
      duration: 45,
      ...laterByAnHour(meeting),
    });
}

function laterByAnHour({ startTime }: { startTime: number | null }): { start_time?: string } {
  if (startTime === null) return {};
  const later = Temporal.Instant.fromEpochMilliseconds(startTime).add({ hours: 1 });
  return { start_time: later.toString({ smallestUnit: 'second' }) };
}

/** Small numbers are the nearest times, large ones lie days ahead. */
function spread(time: number): number {
  return time < 6 ? time : time * time;
}

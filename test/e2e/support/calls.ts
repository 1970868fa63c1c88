/** People in calls: a house of their own, whose sessions are about to begin, and cameras that are not real. */
import type { CallHouse } from './call-house.ts';
import { FAKE_DEVICES, peopleIn, readCalls, startCallHouse, type People } from './call-people.ts';
import type { House } from './house.ts';
import { largeCallsAt, liveKitPlace, startLiveKit } from './livekit-server.ts';
import { framesSeen } from './pictures.ts';
import { expect, test as base, type Page } from './test.ts';

export { firstFrame, framesSeen, voiceHeard } from './pictures.ts';
export { expect, type Page } from './test.ts';

interface OfTest {
  /** A session nobody else meets in. */
  session: CallHouse['calls'][number];
  people: People;
}

export interface OfWorker {
  /** Further settings of the house. */
  settings: Record<string, string>;
  /** What carries the calls of this house. */
  engine: 'mesh' | 'livekit';
  /** Further ways in which the browsers of this file differ. */
  flags: string[];
  calls: CallHouse & { next(): CallHouse['calls'][number] };
}

export const test = base.extend<OfTest, OfWorker>({
  settings: [{}, { scope: 'worker', option: true }],
  engine: ['mesh', { scope: 'worker', option: true }],
  flags: [[], { scope: 'worker', option: true }],
  launchOptions: [
    async ({ launchOptions, flags }, use) => {
      const args = [...(launchOptions.args ?? []), ...FAKE_DEVICES, ...flags];
      await use({ ...launchOptions, args });
    },
    { scope: 'worker' },
  ],
  house: [
    async ({ settings, engine }, use) => {
      const place = engine === 'livekit' ? await liveKitPlace() : undefined;
      const further = { ...settings, ...(place && largeCallsAt(place)) };
      // Most tests are held in the house as it is; those of one file need few sessions.
      const few = Object.keys(further).length > 0 ? { CALLS: '12' } : {};
      const house = await startCallHouse({ ...few, ...further });
      const liveKit = place && (await startLiveKit(place, { houseUrl: house.url }));
      await use(house);
      liveKit?.removeAllListeners('exit').kill();
      await house.stop();
      expectDiscreet(house);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  calls: [
    async ({ house }, use) => {
      const calls = readCalls(house);
      const left = [...calls.calls];
      const next = () => {
        const session = left.shift();
        if (!session) throw new Error('the house has too few sessions for these tests');
        return session;
      };
      await use({ ...calls, next });
    },
    { scope: 'worker' },
  ],
  session: async ({ calls }, use) => use(calls.next()),
  people: async ({ visitor, calls, session }, use) => {
    const newWindow = async () => await (await visitor()).newPage();
    await use(peopleIn(session, { host: newWindow, guest: newWindow }, calls));
  },
});

/** What whoever looks after the server must not read: who met, over which way, with what, and what was written. */
const PRIVATE =
  /candidate:|v=0|a=ice|fingerprint|credential|Flora|Linus|Ada|127\.0\.0\.1|fake_device|Fake Audio|Page 12|Nearly there/;

/** Nothing private of all the calls of one file stands in the log. */
function expectDiscreet(house: House): void {
  const lines = house.printed().split('\n');
  const logged = lines.filter((line) => line.startsWith('{"level"'));
  expect(logged.join('\n')).not.toMatch(PRIVATE);
  for (const token of readCalls(house).calls.flatMap(({ guests }) => guests)) {
    expect(logged.join('\n')).not.toContain(token);
  }
}

/** The picture of somebody else moves, as soon as a busy machine gets round to it. */
export async function picturesMove(page: Page, what = 'frames drawn'): Promise<void> {
  const seen = expect.poll(() => framesSeen(page), { message: what, timeout: 60_000 });
  await seen.toBeGreaterThan(5);
}

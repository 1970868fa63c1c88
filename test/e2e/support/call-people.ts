/** People in calls, and the house they meet in: its sessions are about to begin. */
import type { Page } from '@playwright/test';
import type { CallHouse } from './call-house.ts';
import { signIn } from './host.ts';
import { freePorts, startHouse, type House } from './house.ts';
import { firstFrame } from './pictures.ts';

/** How a browser is started, so that it has a camera and a microphone that are not real. */
export const FAKE_DEVICES = [
  '--disable-gpu',
  '--use-fake-device-for-media-stream=fps=30',
  '--use-fake-ui-for-media-stream',
  // A machine without a network has loopback only, and Chromium leaves it out unless told.
  '--allow-loopback-in-peer-connection',
];

const CALL_HOUSE = `${import.meta.dirname}/call-house.ts`;

export async function startCallHouse(
  settings: Record<string, string> = {},
  within: string[] = [],
): Promise<House> {
  const wished = { LOG_LEVEL: 'info', ...settings };
  const port = settings['APP_URL'] ? Number(new URL(settings['APP_URL']).port) : await freePorts();
  return await startHouse(port, wished, CALL_HOUSE, within);
}

/** What a house of calls said of its sessions. */
export function readCalls(house: Pick<House, 'printed'>): CallHouse {
  const line = house
    .printed()
    .split('\n')
    .find((one) => one.startsWith('{"url"'));
  return JSON.parse(line ?? '') as CallHouse;
}

type Prepare = (page: Page) => unknown;

export interface People {
  /** A window of a host who has signed in, at work in the account of the session. */
  host(): Promise<Page>;
  /** The host, in the call. */
  hostIn(): Promise<Page>;
  guestAtDoor(guest?: number): Promise<Page>;
  /** `prepare` sees the window before anything is opened in it. */
  knocks(guest?: number, prepare?: Prepare): Promise<Page>;
  /** As above: the window of the guest. */
  bothIn(prepare?: Prepare): Promise<{ ada: Page; flora: Page }>;
}

/** Who meets in a session. Each window is a browser of its own, at home in the house. */
export function peopleIn(
  session: CallHouse['calls'][number],
  windowOf: Record<'host' | 'guest', () => Promise<Page>>,
  { host: who }: Pick<CallHouse, 'host'>,
): People {
  const host = async () => {
    const page = await windowOf.host();
    await signIn(page, { ...who, page: '' });
    await page.request.post('/accounts/switch', {
      form: { account: session.accountId },
      headers: { origin: new URL(page.url()).origin },
    });
    return page;
  };
  const hostIn = async () => {
    const ada = await host();
    await ada.goto(`/sessions/${session.sessionId}/call`);
    await ada.getByRole('button', { name: 'Join the call' }).click();
    await ada.getByRole('button', { name: 'Leave' }).waitFor();
    return ada;
  };
  const guestAtDoor = async (guest = 0, prepare?: Prepare) => {
    const flora = await windowOf.guest();
    await prepare?.(flora);
    await flora.goto(`/b/${session.guests[guest]}/call`);
    return flora;
  };
  const knocks: People['knocks'] = async (guest, prepare) => {
    const page = await guestAtDoor(guest, prepare);
    await page.getByRole('button', { name: 'Join the call' }).click();
    await page.getByRole('heading', { name: /will let you in/ }).waitFor();
    return page;
  };
  const bothIn: People['bothIn'] = async (prepare) => {
    const ada = await hostIn();
    const flora = await guestAtDoor(0, prepare);
    await flora.getByRole('button', { name: 'Join the call' }).click();
    await ada.getByRole('button', { name: 'Let in Flora Duval' }).click();
    await Promise.all([firstFrame(ada), firstFrame(flora)]);
    return { ada, flora };
  };
  return { host, hostIn, guestAtDoor: (guest) => guestAtDoor(guest), knocks, bothIn };
}

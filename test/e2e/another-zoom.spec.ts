import { startSandbox, type RunningSandbox } from '../../sandbox/index.ts';
import { connectZoom, hostNamed, makeDefault, signUp } from './support/host.ts';
import { freePorts, startHouse } from './support/house.ts';
import { expect, test as base } from './support/test.ts';

const APP = { clientId: 'an_outsider-1', clientSecret: 'a secret between the two of us' };

/** Parley in production, as somebody sets it up who has a Zoom app and a Zoom of their own to try it with. */
const test = base.extend<object, { stand: { zoom: RunningSandbox; port: number } }>({
  stand: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from here.
    async ({}, use) => {
      const port = await freePorts();
      const redirectUris = [`http://localhost:${port}/zoom/callback`];
      const zoom = await startSandbox({ port: 0, ...APP, redirectUris });
      await use({ zoom, port });
      await zoom.close();
    },
    { scope: 'worker' },
  ],
  house: [
    async ({ stand: { zoom, port } }, use) => {
      const house = await startHouse(port, {
        NODE_ENV: 'production',
        APP_URL: `http://localhost:${port}`,
        SECRET_KEY: 'thirty-two characters are enough for it',
        ZOOM_CLIENT_ID: APP.clientId,
        ZOOM_CLIENT_SECRET: APP.clientSecret,
        ZOOM_WEBHOOK_SECRET: 'of its events',
        ZOOM_OAUTH_URL: zoom.url,
        ZOOM_API_URL: zoom.url,
      });
      await use(house);
      await house.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

interface Booking {
  token: string;
  url: string;
  status: string;
  start: string;
  join: { kind: string; url: string; ready: boolean };
}

test('a program books, moves and cancels, and the Zoom it was given holds exactly what it should', async ({
  page,
  request,
  stand,
}) => {
  const host = hostNamed('Frida Olsen');
  const held = () =>
    stand.zoom.control
      .state()
      .meetings.filter(({ deletedAt }) => deletedAt === null)
      .map(({ startTime }) => Temporal.Instant.fromEpochMilliseconds(startTime ?? 0).toString());
  await signUp(page, host);
  await connectZoom(page, 'zoe@winter-voice.example');
  await makeDefault(page, 'Zoom');

  const service = `/api/v1/accounts${host.page}/services/introductory-session`;
  const from = Temporal.Now.plainDateISO('Europe/Berlin').add({ days: 7 });
  const params = {
    from: from.toString(),
    to: from.add({ days: 14 }).toString(),
    timezone: 'Europe/Berlin',
  };
  const { slots } = await (await request.get(`${service}/slots`, { params })).json();
  const [first, second] = [
    Temporal.Instant.from(slots[2].start),
    Temporal.Instant.from(slots[7].start),
  ];
  const guest = { name: 'Flora Duval', email: 'flora@example.com', timezone: 'America/New_York' };

  const answer = await request.post(`${service}/bookings`, {
    data: { start: first.toString(), guest },
    headers: { 'Idempotency-Key': 'one-and-the-same' },
  });
  expect(answer.status()).toBe(201);
  const { booking } = (await answer.json()) as { booking: Booking };
  const bookingUrl = `/api/v1/bookings/${booking.token}`;
  const now = async (): Promise<Booking> => (await (await request.get(bookingUrl)).json()).booking;
  await expect.poll(async () => (await now()).join.ready).toBe(true);
  const { join } = await now();
  expect(join.kind).toBe('zoom');
  expect(join.url.startsWith(stand.zoom.url)).toBe(true);
  expect(held()).toEqual([first.toString()]);

  const moved = await request.post(`${bookingUrl}/move`, { data: { start: second.toString() } });
  expect(moved.status()).toBe(200);
  await expect.poll(held).toEqual([second.toString()]);
  expect((await now()).join.url).toBe(join.url);
  expect((await now()).url).toBe(booking.url);

  const cancelled = await request.post(`${bookingUrl}/cancel`);
  expect(cancelled.status()).toBe(200);
  await expect.poll(held).toEqual([]);
  expect(stand.zoom.control.state().malformedCalls).toBe(0);
});

test('with a Zoom app set, the sandbox beside Parley stays off', async ({ stand }) => {
  await expect(fetch(`http://localhost:${stand.port + 1}`)).rejects.toThrow('fetch failed');
  expect((await fetch(`http://localhost:${stand.port}/healthz`)).status).toBe(200);
});

test('in production nobody reads other people’s letters in the browser', async ({ request }) => {
  expect((await request.get('/dev/mailbox')).status()).toBe(404);
});

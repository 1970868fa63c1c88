import { book, chooseTime, lastingLink } from './support/guest.ts';
import { connectZoom, hostNamed, makeDefault, signUp } from './support/host.ts';
import { expect, test, type Page } from './support/test.ts';
import { meetingsWith, tellZoom } from './support/zoom.ts';

const ZOE = 'zoe@winter-voice.example';

test('a host holds a session in Zoom and takes it back, and the guest’s link always leads somewhere', async ({
  page,
  house: { zoom },
  visitor,
}) => {
  const host = hostNamed('Rosa Stein');
  const guest = await (await visitor()).newPage();
  await signUp(page, host);
  await connectZoom(page, ZOE);
  await book(guest, host.page, 2, { name: 'Pia Blum', email: 'pia@example.com' });
  const link = lastingLink(guest);

  await openSession(page, 'Pia Blum');
  await pressTwice(page, 'Hold in Zoom');
  await expect(page.getByRole('status').first()).toContainText('as soon as its meeting stands');
  await expect.poll(async () => (await meetingsWith(zoom, 'Pia Blum')).length).toBe(1);
  await guest.goto(link);
  await expect(guest.getByRole('link', { name: 'Join the Zoom meeting' })).toBeVisible();
  await page.reload();
  await expect(page.getByText('In step with Zoom.')).toBeVisible();
  await expect(page.getByText('The session moved to Zoom. Everybody was told.')).toBeVisible();

  await pressTwice(page, 'Hold in a built-in call');
  await expect(page.getByRole('button', { name: 'Hold in Zoom' })).toBeVisible();
  await guest.reload();
  await expect(guest.getByText('A video call in your browser.').first()).toBeVisible();
  await expect.poll(() => meetingsWith(zoom, 'Pia Blum')).toEqual([]);
  await page.goto('/dev/mailbox');
  const letters = page.getByRole('listitem').filter({ hasText: /New place.*to pia@/ });
  await expect(letters).toHaveCount(2);
});

test('a host starts the meeting as its host, and nobody else can', async ({
  page,
  house: { zoom },
  visitor,
  expected,
}) => {
  expected.answers.push(/^404 \/sessions\//);
  const host = hostNamed('Selma Roth');
  await signUp(page, host);
  await connectZoom(page, ZOE);
  await makeDefault(page, 'Zoom');
  const guest = await (await visitor()).newPage();
  await book(guest, host.page, 2, { name: 'Ole Brun', email: 'ole@example.com' });
  await expect(guest.getByRole('link', { name: 'Join the Zoom meeting' })).toBeVisible();
  await openSession(page, 'Ole Brun');
  const address = page.url();

  const stranger = await (await visitor()).newPage();
  await signUp(stranger, hostNamed('Udo Fern'));
  const refused = await stranger.request.post(`${address}/start`, {
    headers: { origin: new URL(address).origin },
    maxRedirects: 0,
  });
  expect(refused.status()).toBe(404);

  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Start' }).click();
  const meeting = await opened;
  await meeting.waitForURL((url) => url.origin === zoom && url.searchParams.has('zak'));

  await guest.getByRole('link', { name: 'Cancel the session' }).click();
  await guest.getByRole('button', { name: 'Cancel the session' }).click();
  await expect.poll(() => meetingsWith(zoom, 'Ole Brun')).toEqual([]);
});

test('after Make default the booked sessions are offered to follow, by a list', async ({
  page,
  house: { zoom },
  visitor,
}) => {
  const host = hostNamed('Ulla Kern');
  const guest = await (await visitor()).newPage();
  await signUp(page, host);
  await connectZoom(page, ZOE);
  for (const name of ['Gero Lenz', 'Hans Rabe', 'Inge Voss'])
    await book(guest, host.page, 2, { name, email: `${name.slice(0, 4)}@example.com` });
  await makeDefault(page, 'Zoom');
  await expect(page.getByText('Booked sessions keep what they have.')).toBeVisible();
  await page.getByRole('button', { name: 'Move 3 upcoming sessions to Zoom' }).click();
  const ask = page.getByRole('dialog', { name: 'Move 3 upcoming sessions to Zoom?' });
  await expect(ask.getByRole('listitem')).toHaveCount(3);
  await expect(ask).toContainText('Hans Rabe');
  expect(await meetingsWith(zoom, 'Introductory session')).toEqual([]);
  await ask.getByRole('button', { name: 'Move them' }).click();
  await expect(page.getByText('The sessions go to Zoom')).toBeVisible();
  await expect.poll(async () => (await meetingsWith(zoom, 'Introductory session')).length).toBe(3);
  await expect(page.getByText('Booked sessions keep what they have.')).toBeHidden();

  const zoomRow = page.getByRole('region', { name: 'Zoom' });
  const leaving = page.getByRole('dialog', { name: /^Disconnect Zoom/ });
  await expect
    .poll(async () => {
      await page.goto('/scheduling/conferencing?ask=disconnect');
      await expect(leaving).toBeVisible();
      return await leaving.getByRole('listitem').count();
    })
    .toBe(3);
  await leaving.getByLabel('Move them to built-in calls and tell the guests').check();
  await leaving.getByRole('button', { name: 'Disconnect', exact: true }).click();
  await expect(zoomRow.getByRole('button', { name: 'Connect', exact: true })).toBeVisible();
  await expect.poll(() => meetingsWith(zoom, 'Introductory session')).toEqual([]);
});

test('of a meeting changed in Zoom the host puts ours back, takes Zoom’s time, or moves to a call', async ({
  page,
  house: { zoom },
  visitor,
}) => {
  const host = hostNamed('Wanda Rhys');
  const guest = await (await visitor()).newPage();
  await signUp(page, host);
  await connectZoom(page, ZOE);
  await makeDefault(page, 'Zoom');
  const { start } = await book(guest, host.page, 2, { name: 'Bo Lind', email: 'bo@example.com' });
  const held = () => meetingsWith(zoom, 'Bo Lind');
  await expect.poll(async () => (await held()).length).toBe(1);
  const [meeting] = await held();
  const later = start.add({ minutes: 60 });
  const moveThere = async () => {
    const start_time = later.toString({ smallestUnit: 'second' });
    await tellZoom(zoom, meeting?.id ?? 0, { action: 'change', start_time });
    await openSession(page, 'Bo Lind');
    await expect(async () => {
      await page.reload();
      // The story tells of it too, and goes on telling when it is resolved.
      await expect(page.getByRole('button', { name: 'Put ours back' })).toBeVisible({
        timeout: 1000,
      });
      await expect(page.getByText('was given another time in Zoom').first()).toBeVisible();
    }).toPass();
  };

  await moveThere();
  await page.getByRole('button', { name: 'Put ours back' }).click();
  await expect(page.getByText('The meeting is being put back in Zoom')).toBeVisible();
  await expect.poll(async () => (await held())[0]?.start).toBe(start.toString());

  await moveThere();
  await page.getByRole('button', { name: 'Take Zoom’s time' }).click();
  await expect(page.getByText('The session is moved, and everybody in it was told.')).toBeVisible();
  await expect.poll(async () => (await held())[0]?.start).toBe(later.toString());

  await tellZoom(zoom, meeting?.id ?? 0, { action: 'delete' });
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('was deleted in Zoom').first()).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.getByRole('button', { name: 'Move to a built-in call' }).click();
  await expect(page.getByText('The session is held in a built-in call').first()).toBeVisible();
  expect(await held()).toEqual([]);
  await guest.reload();
  await expect(guest.getByText('A video call in your browser.').first()).toBeVisible();
});

test('two accounts on one Zoom user are warned of an overlap, until it is solved', async ({
  page,
  visitor,
}) => {
  const [one, other] = [hostNamed('Karla Bruhn'), hostNamed('Karlas Chor')];
  const guest = await (await visitor()).newPage();
  const second = await (await visitor()).newPage();
  for (const [at, host] of [
    [page, one],
    [second, other],
  ] as const) {
    await signUp(at, host);
    await connectZoom(at, 'mira@north-practice.example');
    await makeDefault(at, 'Zoom');
    await book(guest, host.page, 3, { name: 'Nils Aas', email: 'nils@example.com' });
  }
  await openSession(page, 'Nils Aas');
  await expect(page.getByText('the same Zoom account also holds a session of')).toBeVisible();
  await second.goto('/sessions');
  await expect(second.getByText('Overlaps in Zoom with a session of Karla Bruhn.')).toBeVisible();
  await expect(guest.getByText('Overlaps')).toHaveCount(0);
  await openSession(second, 'Nils Aas');
  await pressTwice(second, 'Hold in a built-in call');
  await page.reload();
  await expect(page.getByText('the same Zoom account also holds a session of')).toHaveCount(0);
});

test('a host says how meetings are set, and reads what Zoom made of it', async ({
  page,
  visitor,
}) => {
  const host = hostNamed('Zita Moor');
  const guest = await (await visitor()).newPage();
  await signUp(page, host);
  // Tom’s plan at Zoom has passcodes locked on.
  await connectZoom(page, 'tom@okafor-tutoring.example');
  await makeDefault(page, 'Zoom');
  await page.getByRole('link', { name: 'Meeting settings' }).click();
  await page.getByLabel('Passcode').selectOption('Off');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByRole('status')).toContainText('Saved.');
  await guest.goto(`${host.page}/introductory-session`);
  await chooseTime(guest, 1);
  await guest.getByLabel('Name', { exact: true }).fill('Jo Quist');
  await guest.getByLabel('E-mail', { exact: true }).fill('jo@example.com');
  await guest.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(guest.getByRole('link', { name: 'Join the Zoom meeting' })).toBeVisible();
  await openSession(page, 'Jo Quist');
  await expect(page.getByText('Zoom keeps a passcode: your Zoom account insists')).toBeVisible();
});

async function openSession(page: Page, guestName: string): Promise<void> {
  await page.goto('/sessions');
  await page.getByRole('link', { name: guestName }).click();
  await expect(page.getByText('What happened so far')).toBeVisible();
}

/** On the page, and again in the dialog that says what it means. */
async function pressTwice(page: Page, deed: string): Promise<void> {
  await page.getByRole('button', { name: deed, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: deed, exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

import { connectionsMade, keepConnections, stillOpen } from './support/connections.ts';
import { expectAccessible } from './support/axe.ts';
import { expect, firstFrame, picturesMove, test, type Page } from './support/calls.ts';

test.describe.configure({ mode: 'default', timeout: 120_000 });

const PHONE = { width: 390, height: 844 };
const PHONE_ON_ITS_SIDE = { width: 844, height: 390 };

async function more(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: entry }).click();
}

test('keys do what the buttons do, except while somebody writes', async ({ people }) => {
  const ada = await people.hostIn();
  await ada.keyboard.press('m');
  await expect(ada.getByRole('button', { name: 'Unmute', exact: true }).first()).toBeVisible();
  await ada.keyboard.press('h');
  await expect(ada.getByRole('button', { name: 'Lower hand' })).toBeVisible();
  await ada.keyboard.press('v');
  await expect(ada.getByRole('button', { name: 'Camera on' })).toBeVisible();
  await ada.keyboard.press('c');
  const field = ada.getByLabel('Message to everybody');
  await field.pressSequentially('much');
  await expect(field).toHaveValue('much');
  await expect(ada.getByRole('button', { name: 'Lower hand' })).toBeVisible();
  await field.press('Escape');

  await ada.keyboard.press('?');
  const keys = ada.getByRole('dialog', { name: 'Keys' });
  await expect(keys).toContainText('Raise or lower your hand');
  await expectAccessible(ada);
  await keys.getByLabel('Use these keys').uncheck();
  await keys.getByRole('button', { name: 'Close' }).click();
  await ada.keyboard.press('h');
  await ada.keyboard.press('?');
  await expect(keys).toBeHidden();
  await expect(ada.getByRole('button', { name: 'Lower hand' })).toBeVisible();
});

test('whoever speaks while muted is told, and nobody hears them', async ({ people }) => {
  const { ada, flora } = await people.bothIn();
  await ada.getByRole('button', { name: 'Mute', exact: true }).click();
  const hint = ada.locator('.muted-hint');
  await expect(hint).toContainText('You are muted; nobody hears you.');
  await expect(flora.locator('.tile[data-speaks]')).toHaveCount(0);
  await hint.getByRole('button', { name: 'Unmute' }).click();
  await expect(hint).toHaveText('');
  await expect(flora.locator('.tile[data-speaks]')).toHaveCount(1);
});

test('a picture that comes in and is never drawn is brought back by a new connection', async ({
  people,
}) => {
  const { ada, flora } = await people.bothIn(keepConnections);
  const before = await connectionsMade(flora);
  const draws = await flora.evaluateHandle(() => {
    const draw = HTMLVideoElement.prototype.requestVideoFrameCallback;
    HTMLVideoElement.prototype.requestVideoFrameCallback = () => 1;
    return draw;
  });
  await expect
    .poll(() => connectionsMade(flora), { message: 'connections made', timeout: 30_000 })
    .toBe(before + 1);
  await flora.evaluate((draw) => {
    HTMLVideoElement.prototype.requestVideoFrameCallback = draw;
  }, draws);
  await picturesMove(flora);
  await picturesMove(ada);
  expect(await stillOpen(flora)).toMatchObject({ connections: 1 });
});

test('both read the same safety words, and how the connection is', async ({ people }) => {
  const { ada, flora } = await people.bothIn();
  const words: string[] = [];
  for (const page of [ada, flora]) {
    await more(page, 'Connection and safety');
    words.push(await page.locator('.safety').innerText());
  }
  expect(words[0]).toMatch(/^([a-z]+ ){4}[a-z]+$/);
  expect(words[1]).toBe(words[0]);
  await expect(ada.getByRole('dialog')).toContainText(
    /The connection is .* The way is direct, from browser to browser\./,
  );
  await expectAccessible(ada);
});

test('a part of the page that does not come costs nobody the call', async ({
  people,
  expected,
}) => {
  expected.answers.push(/^404 .*dialogs/);
  expected.console.push(/dialogs/);
  const { ada, flora } = await people.bothIn();
  await ada.route('**/assets/dialogs-*', (route) => route.fulfill({ status: 404 }));
  await more(ada, 'Connection and safety');
  await expect(ada.getByText('A part of this page did not come')).toBeVisible();
  await picturesMove(flora);
  await ada.getByRole('button', { name: 'Not now' }).click();
  await expect(ada.getByText('A part of this page did not come')).toBeHidden();
  await picturesMove(ada);
});

test('a sign is seen by the other and fades', async ({ people }) => {
  const { ada, flora } = await people.bothIn();
  await more(flora, 'a heart');
  const sign = ada.locator('.tile:not(.own) .sign');
  await expect(sign).toHaveAttribute('data-sign', 'heart');
  await expect(ada.getByText('Flora Duval gives a sign: a heart.')).toBeAttached();
  await expect(sign).toHaveCount(0);
});

test('among three the one who speaks can stand large, and a phone holds them all', async ({
  people,
}) => {
  const ada = await people.hostIn();
  await people.knocks(0);
  const linus = await people.guestAtDoor(1);
  await linus.getByRole('button', { name: 'With neither' }).click();
  await expect(ada.getByText('2 people wait at the door.')).toBeVisible();
  await ada.getByRole('button', { name: 'Let all in' }).click();
  await Promise.all([firstFrame(ada), firstFrame(linus)]);
  await more(ada, 'Show the speaker large');
  await expect(ada.locator('.tile.lead')).toContainText('Flora Duval');
  await picturesMove(ada);
  for (const size of [PHONE, PHONE_ON_ITS_SIDE]) {
    await ada.setViewportSize(size);
    const boxes = await ada.locator('.tile, .control').evaluateAll((all) =>
      all.map((one) => {
        const { left, top, right, bottom } = one.getBoundingClientRect();
        const [width, height] = [innerWidth, innerHeight];
        return left >= 0 && top >= 0 && right <= width && bottom <= height;
      }),
    );
    expect(boxes.length, 'three tiles and the buttons').toBeGreaterThan(8);
    expect(boxes, `all of it within ${size.width} by ${size.height}`).not.toContain(false);
  }
  await more(ada, 'Show everybody alike');
  await expect(ada.locator('.tile.lead')).toHaveCount(0);
});

test('after the call the host reads who was there and how it went', async ({ people, session }) => {
  const { ada, flora } = await people.bothIn();
  await flora.getByRole('button', { name: 'Leave' }).click();
  await expect(ada.getByRole('heading', { name: 'Nobody else is here yet' })).toBeVisible();
  await ada.getByRole('button', { name: 'Leave' }).click();
  await ada.goto(`/sessions/${session.sessionId}`);
  const story = ada.getByRole('region', { name: 'What happened so far' });
  await expect(story).toContainText('Flora Duval came in.');
  await expect(story).toContainText('The call began.');
  await expect(story).toContainText('Flora Duval left.');
  await expect(story).toContainText(/The call ended after 1 minute\./);
});

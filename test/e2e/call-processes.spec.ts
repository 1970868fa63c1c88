/** A call over two web processes on one PostgreSQL, and the death of either. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import {
  firstFrame,
  framesSeen,
  hostPage,
  openBrowser,
  openPage,
  startHouse,
  type RunningHouse,
} from './call-people.ts';
import { openFrontDoor } from './front-door.ts';

const POSTGRES = process.env['SHARED_DATABASE_URL'];

test.describe.configure({ mode: 'default', timeout: 120_000 });
test.skip(!POSTGRES, 'no PostgreSQL here: SHARED_DATABASE_URL does not name one');

let browser: Browser;
test.beforeAll(async () => {
  browser = await openBrowser();
});
test.afterAll(async () => await browser?.close());

for (const dies of ['the process that keeps the room', 'the process that puts through']) {
  test(`pictures run on and the chat goes on when ${dies} dies`, async () => {
    const first = await startHouse({ TEST_DATABASE_URL: POSTGRES ?? '' });
    const second = await startHouse({ SHARES: first.databaseUrl ?? '' });
    const [atFirst, atSecond] = [portOf(first), portOf(second)];
    using adasDoor = await openFrontDoor([atFirst, atSecond]);
    using florasDoor = await openFrontDoor([atSecond, atFirst]);
    try {
      const { ada, flora } = await bothIn(first, { adasDoor, florasDoor });
      // Ada came first, so her process keeps the room.
      const dead = dies.includes('keeps') ? first : second;
      dead.process.removeAllListeners('exit').kill('SIGKILL');
      const [atAda, atFlora] = await Promise.all([
        framesSeen(ada, 4_000),
        framesSeen(flora, 4_000),
      ]);
      expect(atAda, 'frames drawn for the host in 4 s').toBeGreaterThan(15);
      expect(atFlora, 'frames drawn for the guest in 4 s').toBeGreaterThan(15);
      await write(flora, 'Can you read this?');
      await expect(ada.getByText('Can you read this?', { exact: true })).toBeVisible();
      await write(ada, 'Every word');
      await expect(flora.getByText('Every word', { exact: true })).toBeVisible();
      expect(await framesSeen(ada), 'and pictures still move').toBeGreaterThan(5);
    } finally {
      for (const house of [first, second]) house.process.removeAllListeners('exit').kill('SIGKILL');
      for (const context of browser.contexts()) await context.close();
    }
  });
}

async function bothIn(
  house: RunningHouse,
  { adasDoor, florasDoor }: { adasDoor: { url: string }; florasDoor: { url: string } },
): Promise<{ ada: Page; flora: Page }> {
  const call = house.calls[0]!;
  // While a process is gone pages fail to load things; that is said in the console.
  const ada = await hostPage(browser, { ...house, url: adasDoor.url }, []);
  await ada.goto(`${adasDoor.url}/sessions/${call.sessionId}/call`);
  await ada.getByRole('button', { name: 'Join the call' }).click();
  await expect(ada.getByRole('button', { name: 'Leave' })).toBeVisible();
  const flora = await openPage(browser, []);
  await flora.goto(`${florasDoor.url}/b/${call.guests[0]}/call`);
  await flora.getByRole('button', { name: 'Join the call' }).click();
  await ada.getByRole('button', { name: 'Let in Flora Duval' }).click();
  await Promise.all([firstFrame(ada), firstFrame(flora)]);
  await ada.getByRole('button', { name: 'Chat', exact: true }).click();
  await flora.getByRole('button', { name: 'Chat', exact: true }).click();
  return { ada, flora };
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByLabel('Message to everybody').fill(text);
  await page.keyboard.press('Enter');
}

function portOf({ url }: RunningHouse): number {
  return Number(new URL(url).port);
}

/** A call over two web processes on one PostgreSQL, and the death of either. */
import { peopleIn, readCalls, startCallHouse, type People } from './support/call-people.ts';
import { expect, framesSeen, picturesMove, test, type Page } from './support/calls.ts';
import { openFrontDoor } from './support/front-door.ts';

const POSTGRES = process.env['SHARED_DATABASE_URL'];

test.describe.configure({ mode: 'default', timeout: 120_000 });
test.skip(!POSTGRES, 'no PostgreSQL here: SHARED_DATABASE_URL does not name one');

for (const dies of ['the process that keeps the room', 'the process that puts through']) {
  test(`pictures run on and the chat goes on when ${dies} dies`, async ({ browser }) => {
    const first = await startCallHouse({ TEST_DATABASE_URL: POSTGRES ?? '' });
    const calls = readCalls(first);
    const second = await startCallHouse({ SHARES: calls.databaseUrl ?? '' });
    const [atFirst, atSecond] = [portOf(first), portOf(second)];
    using adasDoor = await openFrontDoor([atFirst, atSecond]);
    using florasDoor = await openFrontDoor([atSecond, atFirst]);
    // While a process is gone pages fail to load things, so nobody watches these windows for that.
    const people = peopleIn(
      calls.calls[0]!,
      {
        host: () => browser.newPage({ baseURL: adasDoor.url }),
        guest: () => browser.newPage({ baseURL: florasDoor.url }),
      },
      calls,
    );
    try {
      const { ada, flora } = await bothInAndWriting(people);
      // Ada came first, so her process keeps the room.
      const dead = dies.includes('keeps') ? first : second;
      dead.signal('SIGKILL');
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
      await picturesMove(ada, 'and pictures still move');
    } finally {
      for (const house of [first, second]) await house.stop();
      for (const context of browser.contexts()) await context.close();
    }
  });
}

async function bothInAndWriting(people: People): Promise<{ ada: Page; flora: Page }> {
  const { ada, flora } = await people.bothIn();
  await ada.getByRole('button', { name: 'Chat', exact: true }).click();
  await flora.getByRole('button', { name: 'Chat', exact: true }).click();
  return { ada, flora };
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByLabel('Message to everybody').fill(text);
  await page.keyboard.press('Enter');
}

function portOf({ url }: { url: string }): number {
  return Number(new URL(url).port);
}

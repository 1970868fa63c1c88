/** A call over two LiveKit servers that share a redis, and the death of either. */
import { peopleIn, readCalls, startCallHouse } from './support/call-people.ts';
import { expect, picturesMove, test, type Page } from './support/calls.ts';
import { kill } from './support/coturn.ts';
import { openFrontDoor } from './support/front-door.ts';
import { freePort, largeCallsAt, startLiveKit, WITHOUT_LIVEKIT } from './support/livekit-server.ts';
import { startRedis, WITHOUT_REDIS } from './support/redis.ts';

const MISSING = WITHOUT_LIVEKIT ?? WITHOUT_REDIS;

test.describe.configure({ mode: 'default', timeout: 180_000 });
test.skip(MISSING !== undefined, String(MISSING));

for (const dies of ['the server that keeps the room', 'the server that only leads there']) {
  test(`people who come by different servers meet, and go on when ${dies} dies`, async ({
    browser,
  }) => {
    await using at = await openTwoNodes();
    const calls = readCalls(at.house);
    const newWindow = () => browser.newPage({ baseURL: at.house.url });
    const people = peopleIn(calls.calls[0]!, { host: newWindow, guest: newWindow }, calls);
    const ada = await people.hostIn();
    await expect.poll(at.sockets, 'Ada is led to the first').toEqual([1, 0]);
    at.leadToSecond();
    const flora = await people.knocks();
    await ada.getByRole('button', { name: 'Let in Flora Duval' }).click();
    await bothMove(ada, flora);
    expect(at.sockets(), 'and Flora to the second').toEqual([1, 1]);

    // Ada came first, so the first keeps the room.
    await kill(at.nodes[dies.includes('keeps') ? 0 : 1]);
    // A camera switched on again asks the servers for something, where pictures alone might only run on.
    await flora.getByRole('button', { name: 'Camera off' }).click();
    await flora.getByRole('button', { name: 'Camera on' }).click();
    await bothMove(ada, flora);
    await Promise.all(browser.contexts().map((context) => context.close()));
  });
}

async function bothMove(...pages: Page[]): Promise<void> {
  for (const page of pages) {
    await picturesMove(page);
  }
}

/** A house whose media server is two, behind one door. */
async function openTwoNodes() {
  const opened = new AsyncDisposableStack();
  const redisPort = await freePort();
  const redis = await startRedis(redisPort);
  opened.defer(() => void redis.removeAllListeners('exit').kill());
  const ports = [await freePort(), await freePort()];
  const door = opened.use(await openFrontDoor(ports));
  const url = door.url.replace('http', 'ws');
  const house = await startCallHouse(largeCallsAt({ url, port: 0 }));
  opened.defer(() => house.stop());
  const node = async (port: number) => {
    const shared = { houseUrl: house.url, redis: `127.0.0.1:${redisPort}` };
    const running = await startLiveKit({ url, port }, shared);
    opened.defer(() => void running.removeAllListeners('exit').kill());
    return running;
  };
  const [first, second] = [ports[0]!, ports[1]!];
  const nodes = [await node(first), await node(second)] as const;
  return {
    house,
    nodes,
    /** How many are led to the first and to the second. */
    sockets: () => [first, second].map((port) => door.leadTo(port)),
    leadToSecond: () => void ports.reverse(),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

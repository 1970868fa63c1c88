/**
 * Three machines on this one: Ada’s, Flora’s, and between them the network, which also holds the server
 * and the relay. Made of Linux’s network namespaces, so nothing of this machine’s own network is touched.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../../bin/suite/browser.ts';
import { isRoot, runQuietly, which } from '../../bin/suite/commands.ts';

export type Home = 'ada' | 'flora';

const HOMES: Record<Home, string> = { ada: '10.87.1', flora: '10.87.2' };
const BETWEEN = 'parley-between';
const nameOf = (home: Home) => `parley-${home}`;

export const SERVER_IP = '10.87.0.1';
/** What stands before a program that is to run where the server is. */
export const AT_THE_SERVER = ['ip', 'netns', 'exec', BETWEEN];

/** Why no network can be made here; undefined where it can. */
export const WITHOUT_NETWORKS = whyNot();

function whyNot(): string | undefined {
  if (!isRoot()) return 'only root may make networks';
  const missing = ['ip', 'tc', 'nft', 'ss'].filter((program) => !which(program));
  if (missing.length > 0) {
    return `${missing.join(', ')} not installed (apt-get install iproute2 nftables)`;
  }
  const tried = spawnSync('ip', ['netns', 'add', 'parley-try']);
  spawnSync('ip', ['netns', 'del', 'parley-try']);
  return tried.status === 0 ? undefined : 'this machine lets nobody make networks';
}

export interface Network {
  /** A program that is Chromium on that machine. */
  chromiumAt(home: Home): string;
  /** Nothing goes to or from these any more. */
  cut(...homes: Home[]): Promise<void>;
  /** What goes between the two and not through a relay. */
  forbidDirect(): Promise<void>;
  forbidUdp(): Promise<void>;
  /** Of what goes between the two, this share is lost each way. */
  lose(percent: number): Promise<void>;
  narrow(kbit: number): Promise<void>;
  /** As from one Wi-Fi to another. */
  changeAddress(home: Home): Promise<void>;
  heal(): Promise<void>;
  remove(): Promise<void>;
}

export async function layNetwork(): Promise<Network> {
  await remove();
  await lay();
  let address = 2;
  const heal = async () => {
    await filter('');
    for (const home of homes()) await between(`tc qdisc del dev to-${home} root`).catch(() => {});
  };
  return {
    chromiumAt,
    cut: (...cut) =>
      filter(`
        chain before { type filter hook prerouting priority -300; ${cut.map((home) => `iifname to-${home} drop;`).join(' ')}
        }
        chain after { type filter hook postrouting priority -150; ${cut.map((home) => `oifname to-${home} drop;`).join(' ')}
        }`),
    forbidDirect: () => filter('chain through { type filter hook forward priority 0; drop;\n}'),
    forbidUdp: () =>
      filter(
        'chain before { type filter hook prerouting priority -300; iifname "to-*" meta l4proto udp drop;\n}',
      ),
    lose: (percent) =>
      filter(
        `chain through { type filter hook forward priority 0; numgen random mod 100 < ${percent} drop;\n}`,
      ),
    async narrow(kbit) {
      for (const home of homes()) {
        await between(
          `tc qdisc add dev to-${home} root tbf rate ${kbit}kbit burst 16kb latency 300ms`,
        );
      }
    },
    async changeAddress(home) {
      const net = HOMES[home];
      await at(home, `ip addr del ${net}.${address}/24 dev uplink`);
      address += 1;
      await at(home, `ip addr add ${net}.${address}/24 dev uplink`);
      await at(home, `ip route add default via ${net}.1`);
    },
    heal,
    remove,
  };
}

function homes(): Home[] {
  return ['ada', 'flora'];
}

async function lay(): Promise<void> {
  await sh(`ip netns add ${BETWEEN}`);
  await between('ip link set lo up');
  await between(`ip addr add ${SERVER_IP}/32 dev lo`);
  await between('sysctl -qw net.ipv4.ip_forward=1');
  for (const home of homes()) {
    const net = HOMES[home];
    await sh(`ip netns add ${nameOf(home)}`);
    await sh(
      `ip link add to-${home} netns ${BETWEEN} type veth peer name uplink netns ${nameOf(home)}`,
    );
    await between(`ip addr add ${net}.1/24 dev to-${home}`);
    await between(`ip link set to-${home} up`);
    await at(home, 'ip link set lo up');
    await at(home, `ip addr add ${net}.2/24 dev uplink`);
    await at(home, 'ip link set uplink up');
    await at(home, `ip route add default via ${net}.1`);
  }
}

/** Also what an earlier run left behind. */
async function remove(): Promise<void> {
  for (const name of [BETWEEN, ...homes().map(nameOf)]) {
    await runQuietly('ip', ['netns', 'del', name]);
  }
}

/** All rules anew: whatever held before holds no more. */
async function filter(chains: string): Promise<void> {
  const file = join(mkdtempSync(join(tmpdir(), 'parley-rules-')), 'rules');
  writeFileSync(file, `flush ruleset\ntable ip parley {\n${chains}\n}\n`);
  await between(`nft -f ${file}`);
}

function chromiumAt(home: Home): string {
  const program = join(mkdtempSync(join(tmpdir(), 'parley-chromium-')), 'chromium');
  writeFileSync(
    program,
    `#!/bin/sh\nexec ip netns exec ${nameOf(home)} "${findChromium()}" "$@"\n`,
  );
  chmodSync(program, 0o755);
  return program;
}

const between = (command: string) => sh(`ip netns exec ${BETWEEN} ${command}`);
const at = (home: Home, command: string) => sh(`ip netns exec ${nameOf(home)} ${command}`);

async function sh(command: string): Promise<void> {
  const [program = '', ...args] = command.split(' ');
  const { code, output } = await runQuietly(program, args);
  if (code !== 0) throw new Error(`${command}: ${output}`);
}

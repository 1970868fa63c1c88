/** How long after Zoom's return 1,000 waiting sessions of 50 hosts are in step: counted on a clock that is moved. */
import { playOutage, type ZoomAccount } from '#test/outage';
import type { Row } from './report.ts';

/** A practice, a club that pays nothing, and ten hosts on their own; twenty sessions each. */
const ACCOUNTS: ZoomAccount[] = [
  { account: 'Practice', plan: 'pro', hosts: 25, perSecond: 30 },
  { account: 'Club', plan: 'free', hosts: 15, perSecond: 4 },
  ...Array.from({ length: 10 }, (_, n): ZoomAccount => ({
    account: `Alone ${n}`,
    plan: 'free',
    hosts: 1,
    perSecond: 4,
  })),
];

export async function measureOutage(databaseUrl: string): Promise<Row[]> {
  const { meetings, accounts } = await playOutage(ACCOUNTS, 20, databaseUrl);
  if (meetings !== 1_000) throw new Error(`${meetings} meetings of 1,000 were made`);
  return [
    {
      what: '1,000 sessions of 50 hosts in step after an outage, by the clock of the sandbox',
      ours: Math.max(...accounts.map((account) => account.seconds)),
      unit: 's',
      hold: 'as fast as the plans allow',
      beside: Math.max(...accounts.map((account) => account.least)),
      besideWhat: 'the least by Zoom’s limits',
    },
  ];
}

/** The rooms that hold the bookings, joined in one way for the server, the tests and the simulation. */
import { createAccounts, type Accounts } from '#accounts';
import type { Clock, Ids, Log } from '#base';
import { createConferencing, type Conferencing, type MeetingProvider } from '#conferencing';
import type { Db } from '#db';
import type { Jobs } from '#jobs';
import { createNotices, type Mailer, type Notices } from '#notices';
import { createServices, type Services } from '#services';
import { createSessionBook, createSessions, type Sessions } from '#sessions';

interface Ground {
  db: Db;
  clock: Clock;
  ids: Ids;
  log: Log;
  jobs: Jobs;
  mailer: Mailer;
  appUrl: string;
  mailFrom: string;
  provider: MeetingProvider | undefined;
  /** How many people a built-in call holds, the host included. */
  largestCall: number;
  /** In [0, 1): spreads what is tried again. */
  random?: () => number;
}

export interface Core {
  accounts: Accounts;
  services: Services;
  notices: Notices;
  conferencing: Conferencing;
  sessions: Sessions;
}

export function joinCore(ground: Ground): Core {
  const services = createServices(ground);
  const accounts = createAccounts({
    ...ground,
    furnish: (tx, account) => services.addFirst(tx, account.id),
  });
  const notices = createNotices(ground);
  const shared = { ...ground, accounts, notices };
  const conferencing = createConferencing({ ...shared, book: createSessionBook(shared) });
  const sessions = createSessions({ ...shared, conferencing });
  return { accounts, services, notices, conferencing, sessions };
}

/** Takes up every job but the minute's sweep. */
export async function takeUpWork(
  jobs: Jobs,
  { conferencing, notices }: Pick<Core, 'conferencing' | 'notices'>,
): Promise<void> {
  await jobs.work('reconcile-meeting', ({ sessionId }) => conferencing.reconcile(sessionId));
  await jobs.work('send-notice', ({ noticeId }) => notices.deliver(noticeId));
  await jobs.work('notice-given-up', ({ noticeId }) => notices.giveUp(noticeId));
  await jobs.work('grant-removed', ({ grantId, saidAt }) =>
    conferencing.forgetRemoved(
      grantId,
      saidAt === null ? undefined : Temporal.Instant.from(saidAt),
    ),
  );
  await jobs.work('rehearse-grant', ({ grantId }) => conferencing.rehearse(grantId));
  await jobs.work('scan-orphans', ({ grantId }) => conferencing.scanOrphans(grantId));
}

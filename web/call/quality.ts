/** How good a connection is, from what the browser counted between two looks. */
import type { Quality } from '#calls';

/** Running totals of everything exchanged with one person, and how it stands now. */
export interface Counts {
  received: number;
  lost: number;
  freezes: number;
  /** Seconds. */
  roundTrip: number;
  relayed: boolean;
  /** Why our own picture is sent smaller than it is. */
  limited: 'cpu' | 'bandwidth' | undefined;
}

export interface LineView extends Pick<Counts, 'relayed' | 'limited'> {
  quality: Quality;
}

export function lineBetween(before: Counts, now: Counts): LineView {
  return { quality: qualityBetween(before, now), relayed: now.relayed, limited: now.limited };
}

/** Beyond a tenth lost the voice is made up more than heard; seen in calls held on bad lines. */
export function qualityBetween(
  before: Pick<Counts, 'received' | 'lost' | 'freezes'>,
  now: Pick<Counts, 'received' | 'lost' | 'freezes' | 'roundTrip'>,
): Quality {
  const received = now.received - before.received;
  const lost = Math.max(0, now.lost - before.lost);
  const share = received + lost > 0 ? lost / (received + lost) : 0;
  const froze = now.freezes > before.freezes;
  if (share > 0.1 || now.roundTrip > 0.8 || (froze && share > 0.03)) return 'poor';
  return share > 0.03 || now.roundTrip > 0.4 || froze ? 'fair' : 'good';
}

export function countsIn(found: RTCStatsReport[]): Counts {
  const reports = found.flatMap((report) => [...report.values()]) as Report[];
  const of = (type: string) => reports.filter((report) => report.type === type);
  const inbound = of('inbound-rtp');
  const sum = (name: 'packetsReceived' | 'packetsLost' | 'freezeCount') =>
    inbound.reduce((total, report) => total + (report[name] ?? 0), 0);
  const pair = of('candidate-pair').find((one) => one.nominated && one.state === 'succeeded');
  const ends = reports.filter(({ id }) =>
    [pair?.localCandidateId, pair?.remoteCandidateId].includes(id),
  );
  const limits = of('outbound-rtp').map(({ qualityLimitationReason }) => qualityLimitationReason);
  return {
    received: sum('packetsReceived'),
    lost: sum('packetsLost'),
    freezes: sum('freezeCount'),
    roundTrip: pair?.currentRoundTripTime ?? 0,
    relayed: ends.some(({ candidateType }) => candidateType === 'relay'),
    limited: (['bandwidth', 'cpu'] as const).find((reason) => limits.includes(reason)),
  };
}

/** What came in of somebody's camera, the second place of every connection, and when that was read. */
export function framesIn(report: RTCStatsReport): { decoded: number; atMs: number } | undefined {
  const camera = ([...report.values()] as Report[]).find(
    ({ type, mid }) => type === 'inbound-rtp' && mid === '1',
  );
  return camera && { decoded: camera.framesDecoded ?? 0, atMs: camera.timestamp };
}

/** What we read of the browser's statistics. */
interface Report {
  id: string;
  type: string;
  timestamp: number;
  mid?: string;
  framesDecoded?: number;
  packetsReceived?: number;
  packetsLost?: number;
  freezeCount?: number;
  nominated?: boolean;
  state?: string;
  currentRoundTripTime?: number;
  localCandidateId?: string;
  remoteCandidateId?: string;
  candidateType?: string;
  qualityLimitationReason?: string;
}

/** How good a connection is, from what the browser counted between two looks. */
export type Quality = 'good' | 'fair' | 'poor';

/** Running totals of everything received from one person, and the round trip now. */
export interface Counts {
  received: number;
  lost: number;
  freezes: number;
  /** Seconds. */
  roundTrip: number;
}

/** Beyond a tenth lost the voice is made up more than heard; seen in calls held on bad lines. */
export function qualityBetween(before: Counts, now: Counts): Quality {
  const received = now.received - before.received;
  const lost = Math.max(0, now.lost - before.lost);
  const share = received + lost > 0 ? lost / (received + lost) : 0;
  const froze = now.freezes > before.freezes;
  if (share > 0.1 || now.roundTrip > 0.8 || (froze && share > 0.03)) return 'poor';
  return share > 0.03 || now.roundTrip > 0.4 || froze ? 'fair' : 'good';
}

export function countsIn(reports: RTCStatsReport[]): Counts {
  const counts = { received: 0, lost: 0, freezes: 0, roundTrip: 0 };
  for (const report of reports.flatMap((each) => [...each.values()])) {
    if (report.type === 'inbound-rtp') {
      counts.received += report.packetsReceived ?? 0;
      counts.lost += report.packetsLost ?? 0;
      counts.freezes += report.freezeCount ?? 0;
    } else if (
      report.type === 'candidate-pair' &&
      report.nominated &&
      report.state === 'succeeded'
    ) {
      counts.roundTrip = report.currentRoundTripTime ?? 0;
    }
  }
  return counts;
}

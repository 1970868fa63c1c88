/** Groups too large to go from browser to browser, through a media server beside the house. */
import { readFileSync } from 'node:fs';
import { largeCallsAt, liveKitPlace, startLiveKit } from '../../test/e2e/support/livekit-server.ts';
import { joins, withOneMore } from './here.ts';
import type { Measured } from './measured.ts';
import { openStage, type Stage } from './stage.ts';

export interface LargeStage extends Stage {
  /** Cores the media server keeps busy while `run` runs. */
  busyDuring(run: () => Promise<void>): Promise<number>;
}

export async function openLargeStage(): Promise<LargeStage> {
  const place = await liveKitPlace();
  const stage = await openStage({
    ...largeCallsAt(place),
    CLASSMATES: '1',
  });
  const server = await startLiveKit(place, { houseUrl: stage.house.url });
  return {
    ...stage,
    async busyDuring(run) {
      const [began, usedBefore] = [performance.now(), cpuMs(server.pid)];
      await run();
      return (cpuMs(server.pid) - usedBefore) / (performance.now() - began);
    },
    async close() {
      await stage.close();
      server.kill();
    },
  };
}

export async function fourAndFive(stage: LargeStage): Promise<Measured[]> {
  const people = stage.people();
  const pages = [await people.hostIn()];
  await joins(people, pages);
  await joins(people, pages);
  const measured: Measured[] = [];
  for (const count of ['four', 'five']) {
    const busy = await stage.busyDuring(async () => {
      const limits = { count: `LiveKit: ${count}`, fewest: 18, longest: 5_000 };
      measured.push(...(await withOneMore(people, pages, limits)));
    });
    measured.push(cores(`LiveKit: ${count} people, kept busy by the media server`, busy));
  }
  return measured;
}

function cores(what: string, busy: number): Measured {
  return {
    what,
    figure: `${busy.toFixed(2)} cores`,
    hold: 'at most 0.4 cores',
    holds: busy <= 0.4,
  };
}

/** Processor time a process has used so far; Linux counts it in hundredths of a second. */
function cpuMs(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

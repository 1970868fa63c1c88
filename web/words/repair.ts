import type { Repair } from '#conferencing';
import { manyWords } from './many.ts';

/** What a Reconnect has put in step, line by line. Empty when there was nothing to do. */
export function repairWords(repair: Repair): string[] {
  const { repaired, removed, inOrder, waits, needsHost } = repair;
  return [
    line(repaired, 'meeting was put in step', 'meetings were put in step'),
    line(
      removed,
      'meeting of a cancelled session was removed',
      'meetings of cancelled sessions were removed',
    ),
    line(
      inOrder,
      'meeting was looked at and is in order',
      'meetings were looked at and are in order',
    ),
    line(waits, 'session still waits', 'sessions still wait'),
    line(needsHost, 'session needs your decision', 'sessions need your decision'),
  ].flatMap((words) => words ?? []);
}

function line(many: number, one: string, several: string): string | undefined {
  return many === 0 ? undefined : `${manyWords(many)} ${many === 1 ? one : several}.`;
}

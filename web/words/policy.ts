import { spanWords } from './lengths.ts';

/** Whether guests may move or cancel, and until when, in one sentence. */
export function changePolicy(policy: {
  guestsMayChange: boolean;
  changeNoticeMinutes: number;
}): string {
  if (!policy.guestsMayChange) return 'To move or cancel, please write to your host.';
  if (policy.changeNoticeMinutes === 0) return 'You can move or cancel by the link we send you.';
  const span = spanWords(policy.changeNoticeMinutes);
  return `Up to ${span} before, you can move or cancel by the link we send you.`;
}

/** What the clock says towards the end, and after it. No call is ever cut by it. */
export function timeLeft(endMs: number, nowMs: number): string | undefined {
  const minutes = Math.ceil((endMs - nowMs) / 60_000);
  if (minutes > 10) return undefined;
  if (minutes > 1) return `${minutes} minutes left`;
  if (minutes === 1) return 'One minute left';
  return 'The time is up. The call goes on until you leave.';
}

/** What of it is worth being read out: ten, five and one minute before, and the end. */
export function timeSaid(endMs: number, nowMs: number): string {
  const minutes = Math.ceil((endMs - nowMs) / 60_000);
  const step = [0, 1, 5, 10].find((mark) => minutes <= mark);
  return step === undefined ? '' : (timeLeft(endMs, endMs - step * 60_000) ?? '');
}

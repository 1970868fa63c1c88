/** Looks into the sandbox by its control calls. */
export interface SeenMeeting {
  id: number;
  topic: string;
  start: string;
}

interface State {
  meetings: { id: number; topic: string; startTime: number; deletedAt: number | null }[];
  malformedCalls: number;
}

async function look(zoom: string): Promise<State> {
  const answer = await fetch(`${zoom}/control/state`);
  return (await answer.json()) as State;
}

/** What Zoom holds now with these words in the topic. */
export async function meetingsWith(zoom: string, words: string): Promise<SeenMeeting[]> {
  const { meetings } = await look(zoom);
  return meetings
    .filter(({ topic, deletedAt }) => topic.includes(words) && deletedAt === null)
    .map(({ id, topic, startTime }) => ({
      id,
      topic,
      start: Temporal.Instant.fromEpochMilliseconds(startTime).toString(),
    }));
}

export async function malformedCalls(zoom: string): Promise<number> {
  return (await look(zoom)).malformedCalls;
}

/** What a hand does to a meeting in Zoom itself: `{ action: 'delete' }`, `{ action: 'change', start_time }`. */
export async function tellZoom(
  zoom: string,
  meetingId: number,
  deed: Record<string, string>,
): Promise<void> {
  const answer = await fetch(`${zoom}/control/meetings/${meetingId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(deed),
  });
  if (!answer.ok) throw new Error(`Zoom did not do it: ${await answer.text()}`);
}

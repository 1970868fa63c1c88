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

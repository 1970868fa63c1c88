import { Failure, type Clock } from '#base';
import { makesSomething, type Access, type Ask, type Question } from './api.ts';
import {
  doubtsGrant,
  failureOf,
  isDone,
  saysMeetingEnded,
  saysMeetingGone,
  type Answer,
} from './answer.ts';
import type { Grants } from './grants.ts';
import type { Pace } from './pace.ts';

/** `found: false` only after a clear "does not exist". `value` is undefined where the answer had no JSON. */
type Result = { found: true; value: unknown } | { found: false };

export interface Client {
  /** Asks with a grant's token, fresh ones fetched as needed. Throws the failures of the provider port. */
  call(grantId: string, question: Question): Promise<Result>;
  /** Asks with tokens that no grant holds yet, and once more with others where Zoom doubts them. */
  callWith(access: Access, question: Question, renew: () => Promise<Access>): Promise<Result>;
}

/** Nothing was made, or nobody knows. */
const NOT_WELL = new Set(['unreachable', 'unclear']);

export function createClient(parts: {
  clock: Clock;
  ask: Ask;
  grants: Grants;
  pace: Pick<Pace, 'note' | 'limited' | 'notMade'>;
}): Client {
  const { ask, grants, pace } = parts;

  const judge = (answer: Answer, question: Question): Result => {
    if (isDone(answer)) return { found: true, value: answer.value };
    if (saysMeetingGone(answer)) return { found: false };
    if (question.method === 'DELETE' && saysMeetingEnded(answer))
      return { found: true, value: undefined };
    throw failureOf(answer, makesSomething(question), parts.clock.now());
  };

  const askTwice = async (grantId: string, question: Question): Promise<Answer> => {
    const first = await grants.access(grantId);
    if (!question.inTurn) await pace.note(grantId, question);
    const answer = await ask(first, question);
    if (!doubtsGrant(answer)) return answer;
    const second = await grants.access(grantId, first.accessToken);
    await pace.note(grantId, { ...question, inTurn: true });
    const again = await ask(second, question);
    // Doubted again right after a refresh. One more confirms: the token endpoint alone can end a grant.
    if (doubtsGrant(again)) await grants.access(grantId, second.accessToken);
    return again;
  };

  return {
    async call(grantId, question) {
      let answer: Answer | undefined;
      try {
        answer = await askTwice(grantId, question);
        const result = judge(answer, question);
        await grants.noteSuccess(grantId);
        return result;
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        if (answer?.status === 429) throw await pace.limited(grantId, question, error);
        if (!answer || NOT_WELL.has(error.code)) await pace.notMade(grantId, question);
        throw error;
      }
    },

    async callWith(access, question, renew) {
      const answer = await ask(access, question);
      return judge(doubtsGrant(answer) ? await ask(await renew(), question) : answer, question);
    },
  };
}

/** For answers that say yes and cannot be understood. */
export function notUnderstood(question: Pick<Question, 'method'>): Failure {
  return new Failure(makesSomething(question) ? 'unclear' : 'unreachable', {
    retry: 'soon',
    detail: 'Zoom answered something that cannot be read',
  });
}

import type { Call } from '../call.ts';
import type { WhyEnded } from '../call-state.ts';
import { Back } from './door-page.tsx';
import type { CallFacts } from './facts.ts';

/** After the call, or instead of it. Nobody is shown the door without a word. */
export function EndedPage({ call, why, facts }: { call: Call; why: WhyEnded; facts: CallFacts }) {
  const { title, says, again } = wordsFor(why, facts);
  return (
    <main className="call-door alone" id="content">
      <div className="door-words">
        <p className="crumb">
          {facts.withWhom ? `With ${facts.withWhom} · ` : ''}
          {facts.title}
        </p>
        <h1 tabIndex={-1} ref={(title) => title?.focus()}>
          {title}
        </h1>
        <p className="way">{says}</p>
        <div className="ways-out">
          {again && (
            <p className="bar">
              <button className="button go" type="button" onClick={() => call.joinAgain()}>
                {again}
              </button>
            </p>
          )}
          <Back facts={facts}>To the session</Back>
        </div>
      </div>
    </main>
  );
}

function wordsFor(
  why: WhyEnded,
  { withWhom, role }: CallFacts,
): { title: string; says: string; again?: string } {
  const host = role === 'guest' ? withWhom : 'A host';
  switch (why) {
    case 'left':
      return {
        title: 'You left the call',
        says: 'Camera and microphone are off.',
        again: 'Join again',
      };
    case 'refused':
      return {
        title: 'You were not let in',
        says: `${host} did not let you in just now. You can knock again in half a minute.`,
        again: 'Knock again',
      };
    case 'removed':
      return {
        title: 'You were taken out of the call',
        says: `${host} ended the call for you. Camera and microphone are off.`,
      };
    case 'full':
      return {
        title: 'This call is full',
        says: 'All its places are taken. Perhaps somebody leaves soon.',
        again: 'Try again',
      };
    case 'locked':
      return {
        title: 'The door is locked',
        says: `${host} locked the call. You can knock once it is open again.`,
        again: 'Try again',
      };
    case 'opened-elsewhere':
      return {
        title: 'The call goes on in another window',
        says: 'You opened it there with the same place. Camera and microphone are off here.',
        again: 'Go on here',
      };
    case 'signed-out':
      return {
        title: 'You are signed out',
        says: 'Sign in again on the page of the session; the call is where it was.',
      };
    case 'over':
      return { title: 'This session is over', says: 'Camera and microphone are off.' };
    case 'early':
      return {
        title: 'The session was moved',
        says: 'It begins later now. Camera and microphone are off; the page of the session says when.',
      };
    case 'elsewhere':
      return {
        title: 'The session takes place elsewhere',
        says: 'It was moved out of this call. Camera and microphone are off; the page of the session says where.',
      };
    case 'cancelled':
      return { title: 'This session was cancelled', says: 'Nothing takes place at this time.' };
    default:
      return {
        title: 'The way in has changed',
        says: 'The page of the session knows more.',
        again: 'Try again',
      };
  }
}

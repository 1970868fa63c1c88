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

interface Words {
  title: string;
  says: string;
  again?: string;
}

const OFF = 'Camera and microphone are off.';

/** What is the same for everybody, whoever hosts. */
const ALIKE: Partial<Record<WhyEnded, Words>> = {
  left: { title: 'You left the call', says: OFF, again: 'Join again' },
  full: {
    title: 'This call is full',
    says: 'All its places are taken. Perhaps somebody leaves soon.',
    again: 'Try again',
  },
  'opened-elsewhere': {
    title: 'The call goes on in another window',
    says: 'You opened it there with the same place. Camera and microphone are off here.',
    again: 'Go on here',
  },
  'signed-out': {
    title: 'You are signed out',
    says: 'Sign in again on the page of the session; the call is where it was.',
  },
  over: { title: 'This session is over', says: OFF },
  early: {
    title: 'The session was moved',
    says: `It begins later now. ${OFF} The page of the session says when.`,
  },
  elsewhere: {
    title: 'The session takes place elsewhere',
    says: `It was moved out of this call. ${OFF} The page of the session says where.`,
  },
  cancelled: { title: 'This session was cancelled', says: 'Nothing takes place at this time.' },
};

const CHANGED: Words = {
  title: 'The way in has changed',
  says: 'The page of the session knows more.',
  again: 'Try again',
};

function wordsFor(why: WhyEnded, { withWhom, role }: CallFacts): Words {
  const host = role === 'guest' ? withWhom : 'A host';
  switch (why) {
    case 'refused':
      return {
        title: 'You were not let in',
        says: `${host} did not let you in just now. You can knock again in half a minute.`,
        again: 'Knock again',
      };
    case 'removed':
      return {
        title: 'You were taken out of the call',
        says: `${host} ended the call for you. ${OFF}`,
      };
    case 'locked':
      return {
        title: 'The door is locked',
        says: `${host} locked the call. You can knock once it is open again.`,
        again: 'Try again',
      };
    default:
      return ALIKE[why] ?? CHANGED;
  }
}

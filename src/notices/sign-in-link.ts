import type { NoticeFacts } from './facts.ts';
import { layOut } from './lay-out.ts';
import type { Letter } from './mailer.ts';
import { validityWords } from './validity.ts';

export function writeSignInLink(facts: NoticeFacts['sign-in-link']): Letter {
  return layOut({
    subject: 'Your sign-in link for Parley',
    opening: 'Here is your link to sign in.',
    link: { words: 'Sign in', url: facts.link },
    closing: [
      validityWords(facts.validMinutes),
      'If you did not ask for it, leave this mail alone. Nobody gets in without it.',
    ],
    sender: '',
  });
}

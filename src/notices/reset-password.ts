import type { NoticeFacts } from './facts.ts';
import { layOut } from './lay-out.ts';
import type { Letter } from './mailer.ts';
import { validityWords } from './validity.ts';

export function writeResetPassword(facts: NoticeFacts['reset-password']): Letter {
  return layOut({
    subject: 'Set a new password for Parley',
    opening: 'Here is the link to set a new password.',
    link: { words: 'Set a new password', url: facts.link },
    closing: [
      validityWords(facts.validMinutes),
      'If you did not ask for it, leave this mail alone. Your password stays as it is.',
    ],
    sender: '',
  });
}

import type { NoticeFacts } from './facts.ts';
import { layOut } from './lay-out.ts';
import type { Letter } from './mailer.ts';
import { validityWords } from './validity.ts';

const ROLES = {
  owner: 'An owner: you may do everything there, and decide who else belongs to it.',
  host: 'A host: you hold the sessions, and may change services and hours.',
};

/** Sent to whatever address somebody types, so nothing of it is theirs but the two names. */
export function writeInvitation(facts: NoticeFacts['invitation']): Letter {
  const { accountName, invitedBy } = facts;
  return layOut({
    subject: `You are invited to ${accountName}`,
    opening: `${invitedBy.name} invites you to an account on Parley.`,
    link: { words: 'Look at the invitation', url: facts.link },
    details: [
      { label: 'Account', words: accountName },
      { label: 'Invited by', words: `${invitedBy.name}, ${invitedBy.email}` },
      { label: 'You would be', words: ROLES[facts.role] },
    ],
    closing: [
      validityWords(facts.validMinutes),
      'If you do not know who this is, leave this mail alone. Nothing happens without you.',
    ],
    sender: accountName,
  });
}

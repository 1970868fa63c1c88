import type { SessionFacts } from './facts.ts';

/** Where the session is held, for the guest. True whatever stands around it. */
export function placeForGuest(facts: SessionFacts): string {
  if (facts.place === 'zoom') return 'A Zoom meeting. Your link always leads there.';
  if (facts.place === 'built-in') return 'A video call in your browser. Nothing to install.';
  return placeInWords(facts);
}

/** Where the session is held, for the host, who starts it from the session's page. */
export function placeForHost(facts: SessionFacts): string {
  if (facts.place === 'zoom') return 'A Zoom meeting. Start it from the session’s page.';
  if (facts.place === 'built-in')
    return 'A video call in the browser. Start it from the session’s page.';
  return placeInWords(facts);
}

function placeInWords(facts: SessionFacts): string {
  return facts.placeWords.trim() || `As agreed with ${facts.accountName}.`;
}

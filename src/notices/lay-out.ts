import type { Letter } from './mailer.ts';
import { eachLine, oneLine } from './one-line.ts';

interface Link {
  words: string;
  url: string;
}

/** What a mail says, before it is set as text and as HTML. */
export interface Message {
  subject: string;
  /** What happened, in one sentence. */
  opening: string;
  /** The one thing to press, where it is one. */
  link?: Link;
  /** Labelled facts, in reading order, some with a thing to press of their own. Empty words leave a fact out. */
  details?: { label: string; words: string; link?: Link }[];
  /** Sentences after the facts. */
  closing?: string[];
  /** On whose behalf the mail is sent. */
  sender: string;
  /** Who reads what is answered, where that is worth saying. */
  answeredBy?: string | undefined;
}

/** Sets a message: the link comes before everything that has to be read. */
export function layOut(message: Message): Letter {
  const details = (message.details ?? [])
    .map(({ words, ...detail }) => ({ ...detail, lines: eachLine(words) }))
    .filter(({ lines }) => lines.join('') !== '');
  const set = {
    ...message,
    details,
    closing: message.closing ?? [],
    footer: footer(message),
  };
  return { subject: oneLine(message.subject), text: asText(set), html: asHtml(set) };
}

interface SetMessage extends Omit<Message, 'details'> {
  details: { label: string; lines: string[]; link?: Link }[];
  closing: string[];
  footer: string;
}

function footer({ sender, answeredBy }: Message): string {
  const sent = sender ? `Sent by Parley for ${oneLine(sender)}.` : 'Sent by Parley.';
  return answeredBy ? `${sent} Your answer goes to ${oneLine(answeredBy)}.` : sent;
}

function asText(message: SetMessage): string {
  // Several lines are indented, so that nobody's note can pass for a line of ours.
  const details = message.details.map(({ label, lines, link }) => {
    const all = link ? [...lines, link.url] : lines;
    return all.length === 1 ? `${label}: ${all[0]}` : [`${label}:`, ...all].join('\n  ');
  });
  const parts = [
    oneLine(message.opening),
    message.link && `${message.link.words}:\n${message.link.url}`,
    details.join('\n'),
    ...message.closing.map(oneLine),
    message.footer,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function asHtml(message: SetMessage): string {
  const details = message.details.map(
    ({ label, lines, link }) =>
      `<p class="soft" style="margin:16px 0 0;font-size:13px;color:#5e5a51">${escape(label)}</p>` +
      lines.map((line) => `<p style="margin:0 0 4px">${escape(line)}</p>`).join('') +
      button(link),
  );
  const closing = message.closing.map(
    (words) => `<p style="margin:24px 0 0">${escape(oneLine(words))}</p>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escape(oneLine(message.subject))}</title>
<style>${DARK}</style>
</head>
<body class="paper" style="margin:0;padding:24px 12px;background:#faf8f3;color:#1d1c19;font:16px/1.5 Figtree,system-ui,-apple-system,'Segoe UI',sans-serif">
<div class="sheet" style="max-width:520px;margin:0 auto;padding:28px 24px;background:#fffefb;border:1px solid #e5dfd2;border-radius:10px;overflow-wrap:anywhere">
<h1 style="margin:0;font:500 24px/1.25 Newsreader,'Iowan Old Style',Georgia,serif">${escape(oneLine(message.opening))}</h1>
${[button(message.link), ...details, ...closing].filter(Boolean).join('\n')}
<p class="soft" style="margin:28px 0 0;font-size:13px;color:#5e5a51">${escape(message.footer)}</p>
</div>
</body>
</html>
`;
}

function button(link: Link | undefined): string {
  if (!link) return '';
  return `<p style="margin:20px 0 8px"><a class="go" href="${escape(link.url)}" style="display:inline-block;padding:12px 18px;border-radius:8px;background:#1f5a46;color:#fdfcf8;font-weight:500;text-decoration:none">${escape(link.words)}</a></p>`;
}

/** Mail programs keep inline styles; the dark scheme can only be told in a style sheet, over them. */
const DARK = [
  ':root{color-scheme:light dark}',
  '@media (prefers-color-scheme:dark){',
  '.paper{background:#161613!important;color:#edebe4!important}',
  '.sheet{background:#1f1e1b!important;border-color:#36342e!important}',
  '.soft{color:#aaa699!important}',
  '.go{background:#86c9ab!important;color:#10231b!important}',
  '}',
].join('');

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(words: string): string {
  return words.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

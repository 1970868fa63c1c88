/** The help pages: Markdown in docs/help, drawn once and kept. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Marked, type Tokens } from 'marked';

const FOLDER = join(import.meta.dirname, '../../docs/help');

/** In the order in which they are listed; each is `docs/help/NAME.md` and `/help/NAME`. */
export const HELP_PAGES = [
  'adding',
  'usage',
  'members',
  'calls',
  'troubleshooting',
  'removing',
  'permissions',
  'stored',
  'privacy',
] as const;

export interface HelpPage {
  name: string;
  /** The first heading. */
  title: string;
  /** The first paragraph, as plain text. */
  lede: string;
  /** What comes after both. Our own words alone, so safe to show as it is. */
  html: string;
}

const drawn = new Map<string, HelpPage>();

/** Undefined for a page there is none of. */
export function readHelp(name: string): HelpPage | undefined {
  if (!(HELP_PAGES as readonly string[]).includes(name)) return undefined;
  const page = drawn.get(name) ?? draw(name);
  drawn.set(name, page);
  return page;
}

const marked = new Marked({
  renderer: {
    heading({ tokens, depth, text }) {
      return `<h${depth} id="${anchorOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    link({ href, tokens }) {
      return `<a href="${addressOf(href)}">${this.parser.parseInline(tokens)}</a>`;
    },
  },
});

function draw(name: string): HelpPage {
  const [title, lede, ...rest] = marked
    .lexer(readFileSync(join(FOLDER, `${name}.md`), 'utf8'))
    .filter(({ type }) => type !== 'space');
  if (title?.type !== 'heading' || lede?.type !== 'paragraph') {
    throw new Error(`docs/help/${name}.md does not begin with a title and a paragraph`);
  }
  return {
    name,
    title: (title as Tokens.Heading).text,
    lede: (lede as Tokens.Paragraph).text.replaceAll('\n', ' '),
    html: marked.parser(rest),
  };
}

/** 'Zoom did not answer' is found at '#zoom-did-not-answer'. */
function anchorOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/** Links between the files work where they are read as files, and as pages. */
function addressOf(href: string): string {
  return href.replace(/^(\w+)\.md(?=#|$)/, '/help/$1');
}

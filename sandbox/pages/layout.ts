import { html } from 'hono/html';

export type Markup = ReturnType<typeof html>;

const places = [
  ['/', 'Zoom sandbox'],
  ['/installed', 'Installed apps'],
  ['/control', 'Control'],
  ['/limits', 'What this sandbox does not do'],
] as const;

export function page(about: {
  title: string;
  at?: string;
  narrow?: boolean;
  body: Markup;
}): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${about.title} · Zoom sandbox</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/sandbox.css" />
      </head>
      <body>
        <div class="notice">
          This is a sandbox, not Zoom. Nobody is called, nothing leaves this machine.
        </div>
        <nav class="top" aria-label="Sandbox">
          ${places.map(
            ([href, name]) =>
              html`<a href="${href}" ${href === about.at ? html`aria-current="page"` : ''}
                >${name}</a
              >`,
          )}
        </nav>
        <main class="${about.narrow ? 'narrow' : ''}">${about.body}</main>
      </body>
    </html>`;
}

/** `Mon, 30 Nov 2026, 16:00 Europe/Berlin` */
export function when(ms: number | null, zone: string): string {
  if (ms === null) return 'no fixed time';
  const text = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(ms);
  return `${text} ${zone}`;
}

export function clockTime(ms: number): string {
  return `${Temporal.Instant.fromEpochMilliseconds(ms).toString({ smallestUnit: 'second' }).slice(11, 19)} UTC`;
}

/** A button that posts: one deed, its fields hidden. */
export function deed(
  action: string,
  label: string,
  about: { fields?: Record<string, string | number>; look?: 'go' | 'bad' } = {},
): Markup {
  return html`<form method="post" action="${action}">
    ${Object.entries(about.fields ?? {}).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${String(value)}" />`,
    )}<button class="${about.look ?? ''}">${label}</button>
  </form>`;
}

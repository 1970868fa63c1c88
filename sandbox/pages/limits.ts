import { html } from 'hono/html';
import { page } from './layout.ts';
import type { Markup } from './layout.ts';

const notDone = [
  'Calls under /v2 beyond users/me, users/me/settings, meetings (create, list, read, update, delete) and meetings/{id}/status. Anything else is answered 404 and counted as malformed.',
  'Occurrences: a recurring meeting is held as one entry, and an occurrence_id is refused.',
  'Webinars, registration, polls, recordings, summaries, templates, alternative hosts, scheduling for somebody else.',
  'Sound and pictures. Join and start pages only change who is there.',
  'More than one app, app approval on the Marketplace, event subscriptions by API, other grants than code and refresh.',
  'Regional hosts: api_url is always the sandbox itself.',
  'TLS, and the rule that redirect and webhook addresses must be https with a real host name: here http://localhost is welcome.',
  'Webhooks before the receiver has proved that it knows the secret: Zoom does not let such a subscription be saved, the sandbox delivers and counts the misses.',
  'user.* events, meeting.permanently_deleted, and assistants.',
  'Heavy and resource-intensive limits, because no call here has them.',
];

const openQuestions = [
  'What declining sends back: all three ways are offered, on the consent page and as a switch.',
  'How long a replaced refresh token is still taken: a switch, resting on zero. An access token lives its hour out even when the pair was refreshed.',
  'Whether revoking works with an expired access token: a switch, resting on no.',
  'Whether a failed create counts against the hundred a day: here it does. Deleting and status changes do not count.',
  'Deleting a running meeting is refused with 3002, an ended one is deleted; both are switches.',
  'Start times with an offset or fractions of a second are not documented, so they are refused.',
  'Ending a meeting that does not run, and recovering one, answer 204.',
  'The texts for a bad code, a wrong redirect and an unknown grant are remembered, not captured.',
  'The address that signs a browser out of Zoom is used by many and documented nowhere: here it is /logout.',
  'Rate-limit headers beyond the category: behind a switch, off.',
];

export function limitsPage(): Markup {
  return page({
    title: 'What this sandbox does not do',
    at: '/limits',
    body: html`<h1>What this sandbox does not do</h1>
      <p class="lede">
        It follows what is known about Zoom as of autumn 2026. This is a sandbox, not Zoom: before
        you rely on a detail, try it there.
      </p>
      <h2>Left out</h2>
      <ul class="plain">
        ${notDone.map((text) => html`<li>${text}</li>`)}
      </ul>
      <h2>Not known for sure, and what was chosen</h2>
      <ul class="plain">
        ${openQuestions.map((text) => html`<li>${text}</li>`)}
      </ul>`,
  });
}

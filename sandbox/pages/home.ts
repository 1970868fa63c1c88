import { html } from 'hono/html';
import { changesPerDay, changesToday } from '../limits.ts';
import { isExpired } from '../meetings.ts';
import { joinUrl } from '../meeting-shape.ts';
import { nameOf, planNames } from '../people.ts';
import type { Person } from '../people.ts';
import type { Call, Meeting } from '../state.ts';
import type { World } from '../world.ts';
import { clockTime, page, when } from './layout.ts';
import type { Markup } from './layout.ts';

export function homePage(world: World): Markup {
  return page({
    title: 'Meetings',
    at: '/',
    body: html`<h1>A Zoom of your own</h1>
      <p class="lede">
        What ${world.client.name} has made here, and what it asked for. It is
        ${clockTime(world.now())} in the sandbox.
      </p>
      ${world.state.people.map((person) => meetingsOf(world, person))}
      <h2>Recent calls</h2>
      <p class="soft">${malformedText(world.state.malformedCalls)}</p>
      ${callTable(world)}`,
  });
}

function meetingsOf(world: World, person: Person): Markup {
  const meetings = world.state.meetings
    .filter((meeting) => meeting.hostId === person.id)
    .toSorted((a, b) => (a.startTime ?? 0) - (b.startTime ?? 0));
  const installed = world.state.installs.some((install) => install.personId === person.id);
  return html`<section aria-label="${nameOf(person)}">
    <h2>${nameOf(person)} <span class="tag">${planNames[person.type]}</span></h2>
    <p class="soft small">
      ${person.email} · ${person.timezone} ·
      ${installed ? `has ${world.client.name} installed` : 'has not installed the app'} ·
      ${changesToday(world, person.id)} of today’s ${changesPerDay} meeting changes used
    </p>
    ${meetings.length === 0 ? html`<p>No meetings.</p>` : html`<div class="sheet">${meetings.map((meeting) => meetingRow(world, meeting))}</div>`}
  </section>`;
}

function meetingRow(world: World, meeting: Meeting): Markup {
  return html`<div class="row">
    <div>
      <h3><a href="/meetings/${meeting.id}">${meeting.topic}</a></h3>
      <div class="small">
        ${when(meeting.startTime, meeting.timezone)}, ${meeting.duration} min ·
        <code>${meeting.id}</code>
      </div>
    </div>
    <span class="tag ${meeting.deletedAt === null ? '' : 'warn'}">${statusOf(world, meeting)}</span>
    ${meeting.deletedAt === null ? html`<a href="${joinUrl(world, meeting)}">Join link</a>` : ''}
  </div>`;
}

export function statusOf(world: World, meeting: Meeting): string {
  if (meeting.deletedAt !== null) return 'deleted';
  if (meeting.live) return 'started';
  return isExpired(meeting, world.now()) ? 'expired' : 'waiting';
}

function malformedText(count: number): string {
  if (count === 0) return 'Malformed calls seen: 0. Every request fitted Zoom’s description.';
  return `Malformed calls seen: ${count}. The newest are marked below with what was wrong.`;
}

function callTable(world: World): Markup {
  const calls = world.state.calls.slice(-40).toReversed();
  if (calls.length === 0) return html`<p>No call has come yet.</p>`;
  return html`<div class="sheet wide">
    <table>
      <thead>
        <tr>
          <th>When</th>
          <th>Call</th>
          <th>Answer</th>
          <th>Remarks</th>
        </tr>
      </thead>
      <tbody>
        ${calls.map(callRow)}
      </tbody>
    </table>
  </div>`;
}

function callRow(call: Call): Markup {
  const remarks = [
    ...call.malformed.map((text) => `malformed: ${text}`),
    ...call.ignored.map((name) => `ignored: ${name}`),
    ...(call.fault ? [`fault: ${call.fault}`] : []),
  ];
  return html`<tr>
    <td>${clockTime(call.at)}</td>
    <td><code>${call.method} ${call.path}</code></td>
    <td>${call.status}</td>
    <td>${remarks.join('; ')}</td>
  </tr>`;
}

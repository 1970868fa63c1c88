import { html } from 'hono/html';
import { hostOf } from '../events.ts';
import { nameOf } from '../people.ts';
import type { Meeting, Participant } from '../state.ts';
import type { World } from '../world.ts';
import { deed, page, when } from './layout.ts';
import type { Markup } from './layout.ts';

/** What a guest's join link shows. */
export function joinPage(
  world: World,
  about: { meeting: Meeting; pwd: string | undefined; participant?: Participant | undefined },
): Markup {
  const { meeting, pwd, participant } = about;
  const here = `/j/${meeting.id}`;
  const query = pwd === undefined ? '' : `?pwd=${encodeURIComponent(pwd)}`;
  return room(
    world,
    meeting,
    html`${
      participant
        ? html`<p>
              ${
                participant.place === 'meeting'
                  ? `You are in the meeting as ${participant.name}.`
                  : 'Please wait, the host will let you in.'
              }
            </p>
            <div class="acts">
              ${deed(`${here}/leave${query}`, 'Leave', { fields: { participant: participant.uuid } })}
            </div>`
        : html`<p>
              ${meeting.live ? 'The meeting is running.' : 'The host has not started the meeting yet.'}
            </p>
            <form method="post" action="${here}${query}">
              <label class="field"
                ><span>Your name</span
                ><input name="name" required maxlength="64" autocomplete="name"
              /></label>
              ${pwd === undefined && meeting.password !== '' ? html`<label class="field"><span>Passcode</span><input name="passcode" required maxlength="10" /></label>` : ''}
              <div class="acts"><button class="go">Join</button></div>
            </form>`
    }`,
  );
}

/** What the host's start link shows. */
export function startPage(world: World, meeting: Meeting, zak: string): Markup {
  const fields = { zak };
  const here = `/s/${meeting.id}`;
  const live = meeting.live;
  return room(
    world,
    meeting,
    html` <p>You are the host.</p>
      <div class="acts">
        ${
          live
            ? [
                deed(`${here}/end`, 'End for everybody', { fields, look: 'bad' }),
                deed(`${here}/admit`, 'Admit everybody', { fields }),
              ]
            : deed(`${here}/start`, 'Start', { fields, look: 'go' })
        }
      </div>
      ${live ? people(live.participants) : ''}`,
  );
}

export function closedPage(title: string, text: string): Markup {
  return page({
    title,
    narrow: true,
    body: html`<h1>${title}</h1>
      <p>${text}</p>`,
  });
}

function room(world: World, meeting: Meeting, rest: Markup): Markup {
  return page({
    title: meeting.topic,
    narrow: true,
    body: html`<h1>${meeting.topic}</h1>
      <p class="when">${when(meeting.startTime, meeting.timezone)}</p>
      <p class="soft">
        ${meeting.duration} minutes with ${nameOf(hostOf(world, meeting))} ·
        <span class="tag">${meeting.live ? 'started' : 'waiting'}</span> ·
        <code>${meeting.id}</code>
      </p>
      <div class="sheet padded">${rest}</div>`,
  });
}

function people(participants: Participant[]): Markup {
  if (participants.length === 0) return html`<p class="soft">Nobody else is here yet.</p>`;
  return html`<ul class="plain">
    ${participants.map(
      (each) =>
        html`<li>
          ${each.name}
          <span class="tag"
            >${each.place === 'meeting' ? 'in the meeting' : 'in the waiting room'}</span
          >
        </li>`,
    )}
  </ul>`;
}

import { html } from 'hono/html';
import { hostOf } from '../events.ts';
import { nameOf } from '../people.ts';
import type { Meeting } from '../state.ts';
import type { World } from '../world.ts';
import { statusOf } from './home.ts';
import { deed, page, when } from './layout.ts';
import type { Markup } from './layout.ts';

/** The meeting as its host sees it in Zoom's portal: change and delete it there, behind the app's back. */
export function meetingPage(world: World, meeting: Meeting): Markup {
  const deeds = `/control/meetings/${meeting.id}`;
  const act = (action: string, label: string) => deed(deeds, label, { fields: { action } });
  const deleted = meeting.deletedAt !== null;
  return page({
    title: meeting.topic,
    body: html`<h1>${meeting.topic}</h1>
      <p class="when">${when(meeting.startTime, meeting.timezone)}</p>
      <p>
        ${meeting.duration} minutes · ${nameOf(hostOf(world, meeting))} ·
        <span class="tag">${statusOf(world, meeting)}</span>
      </p>
      <p class="soft">${meeting.agenda}</p>
      <div class="acts">
        ${
          deleted
            ? act('recover', 'Recover')
            : [
                meeting.live ? act('end', 'End') : act('start', 'Start'),
                act('join', 'A guest joins'),
                act('admit', 'Admit everybody'),
                act('delete', 'Delete'),
              ]
        }
      </div>
      ${deleted ? '' : changeForm(meeting, deeds)}
      <h2>As it is held</h2>
      <div class="sheet padded">
        <code>${JSON.stringify({ ...meeting, zaks: undefined }, null, 1)}</code>
      </div>`,
  });
}

function changeForm(meeting: Meeting, action: string): Markup {
  const local =
    meeting.startTime === null
      ? ''
      : Temporal.Instant.fromEpochMilliseconds(meeting.startTime)
          .toZonedDateTimeISO(meeting.timezone)
          .toPlainDateTime()
          .toString({ smallestUnit: 'minute' });
  return html`<h2>Change it in Zoom</h2>
    <form method="post" action="${action}" class="sheet padded">
      <input type="hidden" name="action" value="change" />
      <div class="grid">
        <label class="field"
          ><span>Topic</span><input name="topic" value="${meeting.topic}" maxlength="200"
        /></label>
        <label class="field"
          ><span>Start, ${meeting.timezone}</span
          ><input type="datetime-local" name="start_time" value="${local}"
        /></label>
        <label class="field"
          ><span>Minutes</span
          ><input type="number" name="duration" min="1" max="1440" value="${meeting.duration}"
        /></label>
      </div>
      <div class="acts"><button>Save</button></div>
    </form>`;
}

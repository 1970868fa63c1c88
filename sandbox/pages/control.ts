import { html } from 'hono/html';
import { accountOf, lockNames, nameOf, planNames } from '../people.ts';
import type { Person } from '../people.ts';
import { choices } from '../switches.ts';
import type { Switches } from '../switches.ts';
import type { World } from '../world.ts';
import { faultSection } from './control-faults.ts';
import { webhookSection } from './control-webhooks.ts';
import { clockTime, deed, page } from './layout.ts';
import type { Markup } from './layout.ts';
import { switchTexts } from './switch-texts.ts';

export function controlPage(world: World): Markup {
  return page({
    title: 'Control',
    at: '/control',
    body: html`<h1>Control</h1>
      <p class="lede">
        Make this Zoom slow, forgetful or angry. Everything here can also be posted as JSON;
        <a href="/control/state">the state</a> is JSON too.
      </p>
      ${faultSection(world)}${people(world)}${webhookSection(world)}${clock(world)}${switches(world)}
      <h2>Start over</h2>
      ${deed('/control/reset', 'Forget everything', { look: 'bad' })}`,
  });
}

function people(world: World): Markup {
  return html`<h2>People</h2>
    <div class="sheet">${world.state.people.map((person) => personRow(world, person))}</div>`;
}

function personRow(world: World, person: Person): Markup {
  const account = accountOf(world.state, person);
  const act = (label: string, fields: Record<string, string>) =>
    deed(`/control/people/${person.id}`, label, { fields });
  return html`<div class="row" role="region" aria-label="${nameOf(person)}">
    <div>
      <h3>
        ${nameOf(person)}
        <span class="tag">${planNames[person.type]}</span>
        ${person.mayHost ? '' : html`<span class="tag warn">may not host</span>`}${account.appsApproved ? '' : html`<span class="tag warn">app not approved</span>`}${Object.entries(
          account.locks,
        ).map(
          ([name, value]) =>
            html`<span class="tag warn">${name} locked ${value ? 'on' : 'off'}</span>`,
        )}
      </h3>
      <div class="small soft">${person.email} · account ${account.name}, ${account.plan}</div>
    </div>
    <div class="acts">
      ${act('Expire access tokens', { deed: 'expire-tokens' })}${act('Kill the grant', { deed: 'kill-grant' })}
      ${act(person.type === 2 ? 'Make Basic' : 'Make Licensed', { type: person.type === 2 ? '1' : '2' })}
      ${act(person.mayHost ? 'Forbid hosting' : 'Allow hosting', { mayHost: String(!person.mayHost) })}
      ${act(account.appsApproved ? 'Withdraw approval' : 'Approve the app', { appsApproved: String(!account.appsApproved) })}
      ${lockNames.map((lock) =>
        account.locks[lock] === undefined
          ? act(`Lock ${lock} on`, { lock, locked: 'true' })
          : act(`Unlock ${lock}`, { lock, locked: 'none' }),
      )}
    </div>
  </div>`;
}

function clock(world: World): Markup {
  const steps = [
    ['5 minutes', 300_000],
    ['1 hour', 3_600_000],
    ['1 day', 86_400_000],
    ['90 days', 7_776_000_000],
  ] as const;
  return html`<h2>Clock</h2>
    <p class="soft">
      It is ${clockTime(world.now())} here, ${Math.round(world.state.clockShiftMs / 60_000)} minutes
      ahead of the machine.
    </p>
    <div class="acts">
      ${steps.map(([label, ms]) => deed('/control/clock', `Advance ${label}`, { fields: { advanceMs: ms } }))}
    </div>`;
}

function switches(world: World): Markup {
  const entries = Object.entries(world.state.switches) as [keyof Switches, unknown][];
  return html`<h2>Switches</h2>
    <form method="post" action="/control/switches" class="sheet padded">
      ${entries.map(([name, value]) => switchField(name, value))}
      <div class="acts"><button>Set switches</button></div>
    </form>`;
}

function switchField(name: keyof Switches, value: unknown): Markup {
  const text = switchTexts[name];
  if (typeof value === 'boolean') {
    return html`<label class="field"
      ><input type="hidden" name="${name}" value="off" /><input
        type="checkbox"
        name="${name}"
        value="on"
        ${value ? html`checked` : ''}
      />
      ${text}</label
    >`;
  }
  const allowed = choices[name];
  return html`<label class="field"
    ><span>${text}</span>${
      allowed
        ? html`<select name="${name}">
            ${allowed.map((each) => html`<option ${each === value ? html`selected` : ''}>${each}</option>`)}
          </select>`
        : html`<input type="number" min="0" name="${name}" value="${String(value)}" />`
    }</label
  >`;
}

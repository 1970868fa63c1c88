import { html } from 'hono/html';
import { faultKinds } from '../faults.ts';
import type { Fault } from '../faults.ts';
import { nameOf } from '../people.ts';
import { refusals } from '../refusals.ts';
import type { World } from '../world.ts';
import { deed } from './layout.ts';
import type { Markup } from './layout.ts';

export function faultSection(world: World): Markup {
  const { faults } = world.state;
  return html`<h2>Faults</h2>
    ${faults.length === 0 ? html`<p>None. Calls are answered as they should be.</p>` : ''}
    <div class="sheet">${faults.map(faultRow)}${faultForm(world)}</div>`;
}

function faultRow(fault: Fault): Markup {
  const reach = `${fault.method ?? 'any method'} ${fault.path ?? 'any path'}`;
  const left = fault.times === null ? 'until removed' : `${fault.times} more`;
  return html`<div class="row">
    <div>
      <h3>${fault.kind}</h3>
      <div class="small soft">${faultKinds[fault.kind]} · ${reach} · ${left}</div>
    </div>
    ${deed('/control/faults/remove', 'Remove', { fields: { id: fault.id } })}
  </div>`;
}

function faultForm(world: World): Markup {
  const methods = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'].map((name) => [name, name] as const);
  const people = world.state.people.map((person) => [person.id, nameOf(person)] as const);
  const kinds = Object.entries(faultKinds).map(
    ([kind, text]) => [kind, `${kind}: ${text}`] as const,
  );
  const statuses = ['500', '502', '503', '504'].map((status) => [status, status] as const);
  const limits = ['second', 'day', 'hundred'].map((limit) => [limit, limit] as const);
  const reasons = Object.entries(refusals).map(
    ([name, { code, message }]) => [name, `${name}: ${code} ${message}`] as const,
  );
  return html`<form method="post" action="/control/faults" class="padded">
    <div class="grid">
      ${pick('kind', 'What happens', kinds)}
      ${entry('path', 'Path begins with (empty: any)', html`placeholder="/v2/meetings"`)}
      ${pick('method', 'Method', [['', 'any'], ...methods])}
      ${pick('person', 'Person', [['', 'anybody'], ...people])}
      ${entry('times', 'How often (empty: until removed)', html`type="number" min="1"`)}
      ${entry('ms', 'Milliseconds, for slow', html`type="number" min="0" value="3000"`)}
      ${pick('status', 'Status, for errors', statuses)}
      ${pick('limit', 'Limit, for too-many', limits)}
      ${pick('refusal', 'Refusal, for refuse', reasons)}
    </div>
    <div class="acts"><button class="go">Add fault</button></div>
  </form>`;
}

function pick(name: string, label: string, options: (readonly [string, string])[]): Markup {
  return html`<label class="field"
    ><span>${label}</span
    ><select name="${name}">
      ${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}
    </select></label
  >`;
}

function entry(name: string, label: string, attributes: Markup): Markup {
  return html`<label class="field"
    ><span>${label}</span><input name="${name}" ${attributes}
  /></label>`;
}

import { html } from 'hono/html';
import type { Delivery } from '../state.ts';
import type { World } from '../world.ts';
import { clockTime, deed } from './layout.ts';
import type { Markup } from './layout.ts';

export function webhookSection(world: World): Markup {
  const { subscription } = world.state;
  return html`<h2>Webhooks</h2>
    <p class="soft">
      ${
        subscription.url
          ? `Events go to ${subscription.url}. ${subscription.enabled ? '' : 'Switched off after six missed validations. '}Missed validations in a row: ${subscription.missesInARow}.`
          : 'No address is set, so no event is sent.'
      }
    </p>
    <form method="post" action="/control/webhooks" class="sheet padded">
      <div class="grid">
        <label class="field"
          ><span>Address</span><input name="url" type="url" value="${subscription.url ?? ''}"
        /></label>
        <label class="field"
          ><span>Address for app_deauthorized</span
          ><input
            name="deauthorizationUrl"
            type="url"
            value="${subscription.deauthorizationUrl ?? ''}"
        /></label>
        <label class="field"
          ><span>New secret (empty: keep)</span><input name="secret" autocomplete="off"
        /></label>
      </div>
      <div class="acts"><button>Save and switch on</button></div>
    </form>
    <div class="acts">${deed('/control/webhooks/validate', 'Send the validation challenge')}</div>
    ${deliveryTable(world.state.deliveries)}`;
}

function deliveryTable(deliveries: Delivery[]): Markup | string {
  if (deliveries.length === 0) return '';
  return html`<div class="sheet wide">
    <table>
      <thead>
        <tr>
          <th>Event</th>
          <th>Outcome</th>
          <th>Tries</th>
          <th>Due</th>
        </tr>
      </thead>
      <tbody>
        ${deliveries
          .slice(-20)
          .toReversed()
          .map(
            (each) =>
              html`<tr>
                <td><code>${each.event}</code></td>
                <td>${each.outcome}</td>
                <td>${each.tries.map((attempt) => attempt.status ?? 'no answer').join(', ')}</td>
                <td>${clockTime(each.dueAt)}</td>
              </tr>`,
          )}
      </tbody>
    </table>
  </div>`;
}

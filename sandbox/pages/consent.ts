import { html } from 'hono/html';
import type { Asked } from '../authorize.ts';
import { nameOf, planNames } from '../people.ts';
import type { Person } from '../people.ts';
import { choices } from '../switches.ts';
import type { World } from '../world.ts';
import { page } from './layout.ts';
import type { Markup } from './layout.ts';

const declineTexts: Record<string, string> = {
  'with state': 'go back with error=access_denied and the state',
  'without state': 'go back with error=access_denied, the state missing',
  'stay on Zoom': 'stay on Zoom and never go back',
};

export function consentPage(world: World, about: { asked: Asked; chosen: Person | null }): Markup {
  const { client, state } = world;
  const chosen = about.chosen ?? state.people[0];
  return page({
    title: `Allow ${client.name}`,
    narrow: true,
    body: html`<h1>${client.name} wants to use your Zoom account</h1>
      <form method="post" action="/oauth/authorize" class="sheet padded">
        ${hidden(about.asked)}
        <fieldset class="pick">
          <legend>Sign in as</legend>
          ${state.people.map(
            (person) =>
              html`<label
                ><input
                  type="radio"
                  name="person"
                  value="${person.id}"
                  ${person === chosen ? html`checked` : ''}
                  required
                /><span
                  >${nameOf(person)} <span class="tag">${planNames[person.type]}</span><br />
                  <span class="soft small">${person.email}</span></span
                ></label
              >`,
          )}
        </fieldset>
        <h2>It may</h2>
        <ul class="plain scopes">
          ${client.scopes
            .filter((scope) => !client.optionalScopes.includes(scope))
            .map((scope) => html`<li><code>${scope}</code></li>`)}
        </ul>
        ${optionalScopes(client.optionalScopes)}
        <div class="acts">
          <button class="go" name="decision" value="allow">Allow</button>
          <button name="decision" value="decline">Decline</button>
        </div>
        <label class="field"
          ><span>When declined, Zoom’s behaviour is not documented. Here it will</span>
          <select name="decline_way">
            ${(choices.decline ?? []).map(
              (way) =>
                html`<option value="${way}" ${way === state.switches.decline ? html`selected` : ''}>
                  ${declineTexts[way]}
                </option>`,
            )}
          </select></label
        >
      </form>`,
  });
}

/** Zoom shows this itself and sends nobody back. */
export function oauthErrorPage(wrong: { number: number; message: string }): Markup {
  return page({
    title: 'Error',
    narrow: true,
    body: html`<h1>Zoom cannot go on with this</h1>
      <p>${wrong.message} (${wrong.number})</p>
      <p class="soft">
        Zoom shows such a page itself and does not send anybody back to the app. The sandbox knows
        one app; its client id and its redirect addresses were given when the sandbox was started.
      </p>`,
  });
}

export function notApprovedPage(appName: string): Markup {
  return page({
    title: 'Approval needed',
    narrow: true,
    body: html`<h1>You cannot authorize ${appName}</h1>
      <p>
        The admin of your Zoom account has to approve this app first. Nobody is sent back to the
        app.
      </p>`,
  });
}

export function stayedPage(appName: string): Markup {
  return page({
    title: 'Declined',
    narrow: true,
    body: html`<h1>You declined ${appName}</h1>
      <p>You can close this page. Nobody is sent back to the app.</p>`,
  });
}

function optionalScopes(scopes: string[]): Markup | string {
  if (scopes.length === 0) return '';
  return html`<fieldset class="pick">
    <legend>If you wish, also</legend>
    ${scopes.map(
      (scope) =>
        html`<label
          ><input type="checkbox" name="optional_scope" value="${scope}" checked /><code
            >${scope}</code
          ></label
        >`,
    )}
  </fieldset>`;
}

function hidden(asked: Asked): Markup[] {
  const fields = {
    response_type: 'code',
    client_id: asked.clientId,
    redirect_uri: asked.redirectUri,
    state: asked.state,
    code_challenge: asked.challenge,
    code_challenge_method: asked.challenge === null ? null : asked.method,
  };
  return Object.entries(fields)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value ?? ''}" />`);
}

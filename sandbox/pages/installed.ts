import { html } from 'hono/html';
import { findPerson, nameOf } from '../people.ts';
import type { Install } from '../state.ts';
import type { World } from '../world.ts';
import { deed, page, when } from './layout.ts';
import type { Markup } from './layout.ts';

export function installedPage(world: World, signedInId: string | undefined): Markup {
  const { installs } = world.state;
  const signedIn = findPerson(world.state, signedInId ?? '');
  return page({
    title: 'Installed apps',
    at: '/installed',
    body: html`<h1>Installed apps</h1>
      <p class="lede">
        Uninstalling ends the app’s tokens for that person and sends <code>app_deauthorized</code>.
      </p>
      ${
        installs.length === 0
          ? html`<p>
              Nobody has installed ${world.client.name} yet. Connect from the app, and it appears
              here.
            </p>`
          : html`<div class="sheet">${installs.map((install) => installRow(world, install))}</div>`
      }
      <h2>Marketplace</h2>
      <p>
        Who finds the app there and presses Add comes to the app with a code that nobody asked for,
        and without a state.
      </p>
      <p><a href="${addAddress(world)}">Add ${world.client.name}</a></p>
      <h2>Signed in to this Zoom</h2>
      ${
        signedIn
          ? html`<p>
                ${nameOf(signedIn)} is signed in, in this browser. An app that is installed already
                is let through without asking; sign out to choose another person next time.
              </p>
              ${deed('/sign-out', 'Sign out')}`
          : html`<p>Nobody. The next app that asks shows the page to choose a person.</p>`
      }`,
  });
}

export function signedOutPage(): Markup {
  return page({
    title: 'Signed out',
    narrow: true,
    body: html`<h1>You are signed out</h1>
      <p>The next app that asks shows the page to choose a person. You can close this page.</p>`,
  });
}

/** As the listing's button leads: the app's first redirect address, no state, no challenge (facts 9). */
function addAddress({ client }: World): string {
  const params = { response_type: 'code', client_id: client.clientId };
  const redirect_uri = client.redirectUris[0] ?? '';
  return `/oauth/authorize?${new URLSearchParams({ ...params, redirect_uri }).toString()}`;
}

function installRow(world: World, install: Install): Markup {
  const person = findPerson(world.state, install.personId);
  if (!person) return html``;
  return html`<div class="row" role="region" aria-label="${nameOf(person)}">
    <div>
      <h3>${world.client.name}</h3>
      <div>${nameOf(person)} <span class="soft">${person.email}</span></div>
      <div class="small soft">
        since ${when(install.at, person.timezone)} · ${install.scopes.length} permissions
      </div>
    </div>
    ${deed('/installed/uninstall', 'Uninstall', { fields: { person: person.id }, look: 'bad' })}
  </div>`;
}

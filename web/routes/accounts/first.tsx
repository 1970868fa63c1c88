import { data, redirect } from 'react-router';
import { requestContext } from '#http';
import { posted } from '../../posted.ts';
import { TextField } from '../../ui/field.tsx';
import { BrowserZone } from '../entrance/browser-zone.tsx';
import { readZone } from '../entrance/read-zone.ts';
import type { Route } from './+types/first.ts';
import { faultOfName } from './read-name.ts';
import { rememberAccount } from './remember.ts';

export const meta: Route.MetaFunction = () => [{ title: 'No account · Parley' }];

export async function loader({ context }: Route.LoaderArgs) {
  const { login, visitor } = context.get(requestContext);
  const known = await login();
  if (!known) throw redirect('/sign-in');
  if (await visitor()) throw redirect('/sessions');
  return { name: known.person.name, email: known.person.email };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { parley, login, visitor } = context.get(requestContext);
  const known = await login();
  if (!known) return redirect('/sign-in');
  // Pressed twice, it is once.
  if (await visitor()) return redirect('/sessions');
  const { text } = await posted(request);
  const name = text('name');
  const fault = faultOfName(name);
  if (fault) return data({ name, fault }, 422);
  const zone = readZone(text('zone'));
  const account = await parley.accounts.open({ personId: known.person.id, name, zone });
  return redirect('/sessions', { headers: rememberAccount(account.id, parley.config) });
}

/** For somebody who is signed in and belongs to no account. */
export default function FirstAccount({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <>
      <h1>No account is open to you</h1>
      <p className="soft">
        You are signed in as {loaderData.email}. You were removed from the account you worked in,
        have left it, or have not made one yet. To work in somebody else’s, ask them for an
        invitation. Or make one of your own; you can be booked as soon as it is there.
      </p>
      <form className="form" method="post" noValidate>
        <TextField
          label="Name"
          name="name"
          hint="As your clients know you. Your page’s address is made from it."
          defaultValue={actionData?.name ?? loaderData.name}
          fault={actionData?.fault}
          required
        />
        <BrowserZone />
        <button className="button go">Create account</button>
      </form>
      <form className="after" method="post" action="/sign-out">
        <button className="button quiet">Sign out</button>
      </form>
    </>
  );
}

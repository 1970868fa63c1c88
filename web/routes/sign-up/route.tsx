import { data, redirect } from 'react-router';
import { readEmail } from '#auth';
import { requestContext } from '#http';
import { posted } from '../../posted.ts';
import { TextField } from '../../ui/field.tsx';
import { Says } from '../../ui/page.tsx';
import { invitationBehind } from '../accounts/invitation.ts';
import { BrowserZone } from '../entrance/browser-zone.tsx';
import { EmailField, NewPasswordField } from '../entrance/fields.tsx';
import { readZone } from '../entrance/read-zone.ts';
import { nextPath } from '../../local-path.ts';
import type { Route } from './+types/route.ts';

export const meta: Route.MetaFunction = () => [{ title: 'Create account · Parley' }];

export async function loader({ request, context }: Route.LoaderArgs) {
  const { parley, login } = context.get(requestContext);
  const next = nextPath(request);
  if (await login()) throw redirect(next ?? '/sessions');
  const invited = await invitationBehind(parley, next);
  return { next, invited: invited && { account: invited.account.name, email: invited.email } };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { parley } = context.get(requestContext);
  const { text, secret } = await posted(request);
  const form = { name: text('name'), email: text('email') };
  const made = await parley.auth.signUp({ ...form, password: secret('password') }, request.headers);
  if (!made.ok) return data({ field: made.field, message: made.message, ...form }, 422);
  const next = nextPath(request);
  const invited = await invitationBehind(parley, next);
  // Whoever comes to join an account need not have one of their own.
  if (invited?.email !== readEmail(form.email)) {
    const zone = readZone(text('zone'));
    await parley.accounts.open({ personId: made.personId, name: form.name, zone });
  }
  return redirect(next ?? '/sessions', { headers: made.headers });
}

export default function SignUp({ loaderData, actionData }: Route.ComponentProps) {
  const { invited } = loaderData;
  const fault = (field: string) => (actionData?.field === field ? actionData.message : undefined);
  const kept = loaderData.next ? `?next=${encodeURIComponent(loaderData.next)}` : '';
  return (
    <>
      <h1>{invited ? 'Sign up' : 'Create account'}</h1>
      <p className="soft">
        {invited
          ? `Then you can join ${invited.account}. An account of your own you can make at any time.`
          : 'You can be booked as soon as you are in. Hours and services are yours to change after.'}
      </p>
      <form className="form" method="post" noValidate>
        {fault('form') && <Says tone="bad">{fault('form')}</Says>}
        <TextField
          label="Name"
          name="name"
          autoComplete="name"
          hint={
            invited
              ? 'As the other members read it, and guests in a call.'
              : 'As your clients know you. Your page’s address is made from it.'
          }
          defaultValue={actionData?.name}
          fault={fault('name')}
          required
        />
        <EmailField
          typed={invited?.email ?? actionData?.email}
          fault={fault('email')}
          given={invited !== undefined}
        />
        <NewPasswordField fault={fault('password')} />
        <BrowserZone />
        <button className="button go">{invited ? 'Sign up' : 'Create account'}</button>
      </form>
      <p className="after">
        {invited ? 'You sign in with this address already?' : 'You have one already?'}{' '}
        <a href={`/sign-in${kept}`}>Sign in</a>
      </p>
    </>
  );
}

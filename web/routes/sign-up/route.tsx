import { data, redirect, useRouteLoaderData } from 'react-router';
import { isZone } from '#availability';
import { requestContext } from '#http';
import { posted } from '../../posted.ts';
import type { loader as rootLoader } from '../../root.tsx';
import { TextField } from '../../ui/field.tsx';
import { Says } from '../../ui/page.tsx';
import { EmailField, NewPasswordField } from '../entrance/fields.tsx';
import { nextPath } from '../../local-path.ts';
import type { Route } from './+types/route.ts';

export const meta: Route.MetaFunction = () => [{ title: 'Create account · Parley' }];

export async function loader({ request, context }: Route.LoaderArgs) {
  const next = nextPath(request);
  if (await context.get(requestContext).visitor()) throw redirect(next ?? '/sessions');
  return { next };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { parley } = context.get(requestContext);
  const { text, secret } = await posted(request);
  const form = { name: text('name'), email: text('email') };
  const made = await parley.auth.signUp({ ...form, password: secret('password') }, request.headers);
  if (!made.ok) return data({ field: made.field, message: made.message, ...form }, 422);
  const zone = text('zone');
  await parley.accounts.open({
    personId: made.personId,
    name: form.name,
    zone: isZone(zone) ? zone : 'UTC',
  });
  return redirect(nextPath(request) ?? '/sessions', { headers: made.headers });
}

export default function SignUp({ loaderData, actionData }: Route.ComponentProps) {
  const fault = (field: string) => (actionData?.field === field ? actionData.message : undefined);
  const kept = loaderData.next ? `?next=${encodeURIComponent(loaderData.next)}` : '';
  return (
    <>
      <h1>Create account</h1>
      <p className="soft">
        You can be booked as soon as you are in. Hours and services are yours to change after.
      </p>
      <form className="form" method="post" noValidate>
        {fault('form') && <Says tone="bad">{fault('form')}</Says>}
        <TextField
          label="Name"
          name="name"
          autoComplete="name"
          hint="As your clients know you. Your page’s address is made from it."
          defaultValue={actionData?.name}
          fault={fault('name')}
          required
        />
        <EmailField typed={actionData?.email} fault={fault('email')} />
        <NewPasswordField fault={fault('password')} />
        <BrowserZone />
        <button className="button go">Create account</button>
      </form>
      <p className="after">
        You have one already? <a href={`/sign-in${kept}`}>Sign in</a>
      </p>
    </>
  );
}

/** New hours are in the zone of whoever signs up, which only their browser knows. */
function BrowserZone() {
  const nonce = useRouteLoaderData<typeof rootLoader>('root')?.nonce;
  const fill =
    "document.getElementById('zone').value=Intl.DateTimeFormat().resolvedOptions().timeZone||'UTC'";
  return (
    <>
      <input type="hidden" name="zone" id="zone" defaultValue="UTC" />
      <script nonce={nonce} dangerouslySetInnerHTML={{ __html: fill }} />
    </>
  );
}

import { data, redirect } from 'react-router';
import { requestContext } from '#http';
import { posted } from '../../posted.ts';
import { TextField } from '../../ui/field.tsx';
import { Says } from '../../ui/page.tsx';
import { EmailField } from '../entrance/fields.tsx';
import { nextPath } from '../../local-path.ts';
import type { Route } from './+types/route.ts';

export const meta: Route.MetaFunction = () => [{ title: 'Sign in · Parley' }];

export async function loader({ request, context }: Route.LoaderArgs) {
  const next = nextPath(request);
  if (await context.get(requestContext).login()) throw redirect(next ?? '/sessions');
  return { next, passwordIsNew: new URL(request.url).searchParams.get('said') === 'password-set' };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { parley } = context.get(requestContext);
  const { text, secret } = await posted(request);
  const email = text('email');
  const answer = await parley.auth.signIn({ email, password: secret('password') }, request.headers);
  if (!answer.ok) return data({ field: answer.field, message: answer.message, email }, 422);
  return redirect(nextPath(request) ?? '/sessions', { headers: answer.headers });
}

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  const fault = (field: string) => (actionData?.field === field ? actionData.message : undefined);
  const kept = loaderData.next ? `?next=${encodeURIComponent(loaderData.next)}` : '';
  return (
    <>
      <h1>Sign in</h1>
      <p className="soft">To your sessions, your hours and your page.</p>
      <form className="form" method="post" noValidate>
        {loaderData.passwordIsNew && !actionData && (
          <Says>Your new password is set. Sign in with it.</Says>
        )}
        {fault('form') && <Says tone="bad">{fault('form')}</Says>}
        <EmailField typed={actionData?.email} fault={fault('email')} />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          fault={fault('password')}
          required
        />
        <button className="button go">Sign in</button>
      </form>
      <p className="after">
        <a href="/reset-password">Forgot the password?</a> ·{' '}
        <a href="/sign-in/link">Send me a link instead</a>
        <br />
        New here? <a href={`/sign-up${kept}`}>Create account</a>
      </p>
    </>
  );
}

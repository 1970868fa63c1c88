import { data, redirect } from 'react-router';
import { requestContext } from '#http';
import { posted } from '../../posted.ts';
import { NewPasswordField } from '../entrance/fields.tsx';
import type { Route } from './+types/new-password.ts';

export const meta: Route.MetaFunction = () => [{ title: 'New password · Parley' }];

export async function action({ request, context, params }: Route.ActionArgs) {
  const { secret } = await posted(request);
  const { auth } = context.get(requestContext).parley;
  const set = await auth.resetPassword(params.token, secret('password'));
  if (!set.ok) return data({ message: set.message }, 422);
  return redirect('/sign-in?said=password-set');
}

export default function NewPassword({ actionData }: Route.ComponentProps) {
  return (
    <>
      <h1>Choose a new password</h1>
      <p className="soft">From then on only the new one opens the door.</p>
      <form className="form" method="post" noValidate>
        <NewPasswordField fault={actionData?.message} />
        <button className="button go">Set this password</button>
      </form>
      <p className="after">
        <a href="/reset-password">Ask for another link</a>
      </p>
    </>
  );
}

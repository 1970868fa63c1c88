import { data } from 'react-router';
import { requestContext } from '#http';
import { posted } from '../../posted.ts';
import { LinkByMail, readAddress } from '../entrance/link-by-mail.tsx';
import type { Route } from './+types/link.ts';

export const meta: Route.MetaFunction = () => [{ title: 'Sign in by mail · Parley' }];

export async function action({ request, context }: Route.ActionArgs) {
  const email = (await posted(request)).text('email');
  const fault = readAddress(email);
  if (fault) return data({ email, fault, sent: false }, 422);
  await context.get(requestContext).parley.auth.askForSignInLink(email);
  return data({ email, fault, sent: true });
}

export default function SignInLink({ actionData }: Route.ComponentProps) {
  return (
    <LinkByMail
      title="Sign in by mail"
      lede="We send you a link. Opening it signs you in; no password needed."
      answer={actionData}
    />
  );
}

import { data } from 'react-router';
import { requestContext } from '#http';
import { posted } from '../../posted.ts';
import { LinkByMail, readAddress } from '../entrance/link-by-mail.tsx';
import type { Route } from './+types/route.ts';

export const meta: Route.MetaFunction = () => [{ title: 'New password · Parley' }];

export async function action({ request, context }: Route.ActionArgs) {
  const email = (await posted(request)).text('email');
  const fault = readAddress(email);
  if (fault) return data({ email, fault, sent: false }, 422);
  await context.get(requestContext).parley.auth.askForReset(email);
  return data({ email, fault, sent: true });
}

export default function ResetPassword({ actionData }: Route.ComponentProps) {
  return (
    <LinkByMail
      title="Choose a new password"
      lede="We send you a link that lets you set one."
      answer={actionData}
    />
  );
}

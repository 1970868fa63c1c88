import { data } from 'react-router';
import { requestContext } from '#http';
import { posted } from '../../posted.ts';
import { TextField } from '../../ui/field.tsx';
import { readAddress } from '../entrance/link-by-mail.tsx';
import type { Route } from './+types/route.ts';

export const meta: Route.MetaFunction = () => [{ title: 'Send my link again · Parley' }];

const TOO_OFTEN =
  'You have asked several times by now. Look among your unwanted mails, and ask again in a quarter of an hour.';

export async function action({ request, context }: Route.ActionArgs) {
  const email = (await posted(request)).text('email');
  const fault = readAddress(email);
  if (fault) return data({ email, fault }, 422);
  const { sessions, log } = context.get(requestContext).parley;
  const asked = await sessions.sendLinks(email);
  if (!asked.ok) return data({ email, fault: TOO_OFTEN }, 429);
  asked.sent.catch((error: unknown) =>
    log.error({ error: String(error) }, 'lost links were not sent'),
  );
  return data({ email, fault: undefined });
}

export default function LostLink({ actionData: answer }: Route.ComponentProps) {
  if (answer && !answer.fault) return <Sent email={answer.email} />;
  return (
    <>
      <h1>Send my link again</h1>
      <p className="soft">
        We send the links of your upcoming sessions to the address you booked with.
      </p>
      <form className="form" method="post" noValidate>
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="email"
          defaultValue={answer?.email}
          fault={answer?.fault}
          required
        />
        <button className="button go">Send my links</button>
      </form>
    </>
  );
}

/** The same whether there are any. */
function Sent({ email }: { email: string }) {
  return (
    <>
      <h1>Look at your mail</h1>
      <p className="soft">
        If there are upcoming sessions under <b>{email}</b>, we have just sent their links. It can
        take a minute, and sometimes a letter hides among the unwanted ones.
      </p>
      <p className="after">
        Nothing came? <a href="/lost-link">Try another address</a>
      </p>
    </>
  );
}

import { data, Form, redirect } from 'react-router';
import { posted } from '../../posted.ts';
import { TextField } from '../../ui/field.tsx';
import { PageHead } from '../../ui/page.tsx';
import { signedIn } from '../../visitor.ts';
import type { Route } from './+types/new.ts';
import { faultOfName } from './read-name.ts';
import { rememberAccount } from './remember.ts';

export const meta: Route.MetaFunction = () => [{ title: 'New account · Parley' }];

export async function action({ request, context }: Route.ActionArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const name = (await posted(request)).text('name');
  const fault = faultOfName(name);
  if (fault) return data({ name, fault }, 422);
  const { hours } = visitor.account;
  const account = await parley.accounts.open({
    personId: visitor.person.id,
    name,
    zone: hours.zone,
  });
  return redirect('/sessions', { headers: rememberAccount(account.id, parley.config) });
}

export default function NewAccount({ actionData }: Route.ComponentProps) {
  return (
    <>
      <PageHead
        title="New account"
        lede="A second practice, a choir beside the lessons: its own page, hours, services and connections. You switch between your accounts at the top right."
      />
      <Form className="sheet padded form" method="post" noValidate>
        <TextField
          label="Name"
          name="name"
          hint="As your clients read it. The page’s address is made from it."
          defaultValue={actionData?.name}
          fault={actionData?.fault}
          autoComplete="organization"
          required
        />
        <div>
          <button className="button go">Create account</button>
        </div>
      </Form>
    </>
  );
}

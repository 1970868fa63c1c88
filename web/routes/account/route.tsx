import { data, Form, useNavigate } from 'react-router';
import type { Parley, Visitor } from '#http';
import { posted } from '../../posted.ts';
import { readAddress } from '../entrance/link-by-mail.tsx';
import { recordId } from '../../record-id.ts';
import { TextField, type Faults } from '../../ui/field.tsx';
import { PageHead, Says } from '../../ui/page.tsx';
import { refusalOf, signedIn } from '../../visitor.ts';
import { agoWords } from '../../words/ago.ts';
import { momentWords } from '../../words/moments.ts';
import { shortAddress } from '../../words/page-address.ts';
import type { Route } from './+types/route.ts';
import type { Answer } from './answer.ts';
import { ApiKeys } from './api-keys.tsx';
import { memberDeed, MEMBERS_SAID } from './member-deeds.ts';
import { MemberDialog } from './member-dialog.tsx';
import { Members } from './members.tsx';
import { readMembers, zoomUserOf } from './read-members.ts';

export const meta: Route.MetaFunction = () => [{ title: 'Account settings · Parley' }];

export async function loader({ request, context }: Route.LoaderArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const { account } = visitor;
  const { searchParams } = new URL(request.url);
  const asks = searchParams.get('ask');
  const mayMakeKeys = refusalOf(visitor, 'make API keys') === undefined;
  return {
    name: account.name,
    tagline: account.tagline,
    contactEmail: account.contactEmail,
    page: `${parley.config.appUrl}/${account.slug}`,
    email: visitor.person.email,
    refusal: refusalOf(visitor, 'change the account'),
    keys: mayMakeKeys ? await keysOf(parley, visitor) : undefined,
    members: await readMembers(parley, visitor),
    said: MEMBERS_SAID[searchParams.get('said') ?? ''],
    asks,
    about: searchParams.get('member'),
    zoomUser: asks ? await zoomUserOf(parley, visitor) : undefined,
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const { text } = await posted(request);
  const deed = text('deed');
  const aboutMembers = memberDeed(deed);
  if (aboutMembers) return await aboutMembers(parley, visitor, text);
  const refusal = refusalOf(visitor, deed === 'settings' ? 'change the account' : 'make API keys');
  if (refusal) return data<Answer>({ faults: { form: refusal } }, 403);
  if (deed === 'make-key') return await makeKey(parley, visitor, text('key-name'));
  if (deed === 'withdraw-key') {
    await parley.apiKeys.withdraw(visitor.account.id, recordId(text('key')));
    return data<Answer>({ faults: {}, said: 'The key is withdrawn and opens nothing any more.' });
  }
  return await changeSettings(parley, visitor, {
    ...{ name: text('name'), tagline: text('tagline') },
    contactEmail: text('contact-email'),
  });
}

async function makeKey({ apiKeys }: Parley, { account, person }: Visitor, name: string) {
  if (name === '' || name.length > 120) {
    const fault = 'Say in a few words what the key is for.';
    return data<Answer>({ faults: { 'key-name': fault } }, 422);
  }
  const { key } = await apiKeys.make(account.id, person.id, name);
  return data<Answer>({ faults: {}, newKey: key });
}

async function changeSettings(
  { accounts }: Parley,
  { account }: Visitor,
  typed: { name: string; tagline: string; contactEmail: string },
) {
  if (typed.name === '') return data<Answer>({ faults: { name: 'Give the account a name.' } }, 422);
  if (typed.name.length > 120) {
    return data<Answer>({ faults: { name: 'At most 120 characters.' } }, 422);
  }
  if (typed.tagline.length > 200) {
    return data<Answer>({ faults: { tagline: 'At most 200 characters.' } }, 422);
  }
  const fault = typed.contactEmail && readAddress(typed.contactEmail);
  if (fault) return data<Answer>({ faults: { 'contact-email': fault } }, 422);
  await accounts.change(account.id, typed);
  return data<Answer>({ faults: {}, said: 'Saved.' });
}

async function keysOf({ apiKeys, clock }: Parley, { account }: Visitor) {
  const now = clock.now();
  const keys = await apiKeys.list(account.id);
  return keys.map((key) => ({
    id: key.id,
    name: key.name,
    facts: [
      `Made on ${momentWords(key.createdAt, account.hours.zone, now).day}`,
      key.lastUsedAt ? `last used ${agoWords(key.lastUsedAt, now)}` : 'not used yet',
    ].join(' · '),
  }));
}

export default function AccountSettings({ loaderData, actionData }: Route.ComponentProps) {
  const { page, email, refusal, keys, members } = loaderData;
  const navigate = useNavigate();
  const faults = actionData?.faults ?? {};
  const said = actionData ? actionData.said : loaderData.said;
  return (
    <>
      <PageHead
        title="Account settings"
        lede={
          <>
            Your public page is <a href={page}>{shortAddress(page)}</a>. You are signed in as{' '}
            {email}.
          </>
        }
      />
      {said && <Says>{said}</Says>}
      {refusal && <Says tone="warn">{refusal}</Says>}
      {faults['form'] && faults['form'] !== refusal && <Says tone="bad">{faults['form']}</Says>}
      <Settings settings={loaderData} faults={faults} />
      <Members of={members} fault={faults['invite-email']} />
      {keys && <ApiKeys keys={keys} newKey={actionData?.newKey} fault={faults['key-name']} />}
      <MemberDialog
        asks={loaderData.asks}
        about={loaderData.about}
        of={members}
        zoomUser={loaderData.zoomUser}
        onClose={() => navigate('/account', { replace: true, preventScrollReset: true })}
      />
    </>
  );
}

function Settings({
  settings: { name, tagline, contactEmail, refusal },
  faults,
}: {
  settings: Route.ComponentProps['loaderData'];
  faults: Faults;
}) {
  return (
    <Form className="sheet padded form" method="post" noValidate>
      <TextField
        label="Name"
        name="name"
        defaultValue={name}
        fault={faults['name']}
        hint="Stands at the top of your page and in every mail."
        maxLength={120}
        required
      />
      <TextField
        label="Tagline"
        name="tagline"
        defaultValue={tagline}
        fault={faults['tagline']}
        hint="What you do, in a few words: “Voice coaching for speakers”."
        maxLength={200}
      />
      <TextField
        label="E-mail for your guests"
        name="contact-email"
        type="email"
        defaultValue={contactEmail}
        fault={faults['contact-email']}
        hint="Stands on the pages of their bookings, and answers to your mails go there. Without one they cannot write to you."
        autoComplete="email"
      />
      <div>
        <button className="button go" name="deed" value="settings" disabled={refusal !== undefined}>
          Save settings
        </button>
      </div>
    </Form>
  );
}

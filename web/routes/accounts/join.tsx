import { data, redirect } from 'react-router';
import { requestContext } from '#http';
import { PRIVATE } from '../../private-headers.ts';
import { Says } from '../../ui/page.tsx';
import { ROLES } from '../../words/roles.ts';
import type { Route } from './+types/join.ts';
import { rememberAccount } from './remember.ts';

export const meta: Route.MetaFunction = () => [{ title: 'Invitation · Parley' }];

export const headers: Route.HeadersFunction = () => PRIVATE;

const ENDED = {
  used: 'It has been used. Each invitation works once.',
  expired: 'It is older than seven days.',
  unknown:
    'It was withdrawn, or a newer one was sent in its place; then the link in the newest mail works.',
};

export async function loader({ context, params }: Route.LoaderArgs) {
  const { parley, login, visitor } = context.get(requestContext);
  const found = await parley.members.find(params.token);
  const known = await login();
  if (found.is === 'used' && (await visitor())?.accounts.some(({ id }) => id === found.accountId))
    throw redirect('/sessions', { headers: rememberAccount(found.accountId, parley.config) });
  if (found.is !== 'open')
    return data({ is: 'ended', why: ENDED[found.is], signedIn: known !== undefined } as const, 410);
  const { account, invitedBy, email, role } = found;
  const path = `/accounts/join/${params.token}`;
  const as = known?.person.email;
  return data({ is: 'open', account: account.name, invitedBy, email, role, as, path } as const);
}

export async function action({ context, params }: Route.ActionArgs) {
  const { parley, login } = context.get(requestContext);
  const path = `/accounts/join/${params.token}`;
  const known = await login();
  if (!known) return redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  const accepted = await parley.members.accept(params.token, known.person);
  // The page itself says why not.
  if (!accepted.ok) return redirect(path);
  return redirect('/sessions', { headers: rememberAccount(accepted.accountId, parley.config) });
}

export default function Join({ loaderData: at }: Route.ComponentProps) {
  if (at.is === 'ended') return <Ended why={at.why} signedIn={at.signedIn} />;
  return (
    <>
      <h1>Join {at.account}</h1>
      <p className="soft">
        {at.invitedBy} invites you to this account, as {at.role === 'owner' ? 'an owner' : 'a host'}{' '}
        who {ROLES[at.role].may}. The invitation is for <b>{at.email}</b>.
      </p>
      {at.as === undefined && <Ways {...at} />}
      {at.as === at.email && <Accept {...at} />}
      {at.as !== undefined && at.as !== at.email && <SomebodyElse {...at} as={at.as} />}
    </>
  );
}

function Ways({ path }: { path: string }) {
  const kept = `?next=${encodeURIComponent(path)}`;
  return (
    <>
      <p className="form">
        <a className="button go" href={`/sign-up${kept}`}>
          I am new here
        </a>
      </p>
      <p className="after">
        You sign in with this address already? <a href={`/sign-in${kept}`}>Sign in</a>
      </p>
    </>
  );
}

function Accept({ account, as }: { account: string; as: string | undefined }) {
  return (
    <form className="form" method="post">
      <button className="button go">Join {account}</button>
      <p className="soft small">
        You are signed in as {as}. Its members see your name and address. You can leave at any time.
      </p>
    </form>
  );
}

/** Refused: whoever a mail was passed on to is not whom the owner has let in. */
function SomebodyElse(at: { invitedBy: string; email: string; as: string; path: string }) {
  return (
    <form className="form" method="post" action="/sign-out">
      <Says tone="warn">
        You are signed in as {at.as}, and the invitation works for {at.email} alone. Sign out and
        come back with that address, or ask {at.invitedBy} to invite {at.as}.
      </Says>
      <input type="hidden" name="next" value={at.path} />
      <button className="button go">Sign out and come back</button>
      <p className="soft small">
        <a href="/sessions">Stay signed in as {at.as}</a>
      </p>
    </form>
  );
}

function Ended({ why, signedIn }: { why: string; signedIn: boolean }) {
  return (
    <>
      <h1>This invitation does not work any more</h1>
      <p className="soft">{why} Ask whoever invited you for another one.</p>
      <p className="after">
        {signedIn ? <a href="/sessions">Your sessions</a> : <a href="/sign-in">Sign in</a>}
      </p>
    </>
  );
}

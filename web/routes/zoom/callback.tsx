import { Link, redirect } from 'react-router';
import { mayDo } from '#accounts';
import type { Authorized } from '#zoom';
import { PageHead } from '../../ui/page.tsx';
import { Row } from '../../ui/row.tsx';
import { signedIn } from '../../visitor.ts';
import { rememberAccount } from '../accounts/remember.ts';
import type { Route } from './+types/callback.ts';

export const meta: Route.MetaFunction = () => [{ title: 'Zoom · Parley' }];

export async function loader({ request, context }: Route.LoaderArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  if (!parley.zoom) throw redirect('/scheduling/conferencing');
  const { pathname, search } = new URL(request.url);
  const callback = new URL(pathname + search, parley.config.appUrl);
  const answer = await parley.zoom.finishAuthorization(callback, visitor.loginId);
  if (answer.ok) {
    await parley.conferencing.connect(answer.accountId, answer.grantId);
    throw redirect('/scheduling/conferencing?said=connected', {
      headers: rememberAccount(answer.accountId, parley.config),
    });
  }
  return {
    ...ENDINGS[answer.reason](answer.detail),
    accounts: visitor.accounts
      .filter(({ role }) => mayDo(role, 'change conferencing').ok)
      .map(({ id, name }) => ({ id, name })),
  };
}

type Refused = Extract<Authorized, { ok: false }>['reason'];

/** How it can end otherwise, and what to do then. */
const ENDINGS: Record<Refused, (detail?: string) => { title: string; says: string }> = {
  declined: () => ({
    title: 'Zoom was not connected',
    says: 'You did not allow it at Zoom, so nothing has changed. Your sessions go on as before. You can connect at any time.',
  }),
  'unknown-state': () => ({
    title: 'Which account should use Zoom?',
    says: 'This way in was not begun here, or some time ago. Choose the account and begin again; Zoom asks you once more.',
  }),
  'other-login': () => ({
    title: 'Somebody else began this',
    says: 'The connection was begun under another sign-in, so it was not attached to anything of yours. Begin again here.',
  }),
  'missing-permissions': (detail) => ({
    title: 'Zoom gave too few permissions',
    says: `Parley needs all of them to keep your meetings in step. Missing: ${detail ?? 'some of those asked for'}. Begin again and leave every box ticked.`,
  }),
  failed: (detail) => ({
    title: 'Zoom was not connected',
    says: detail ?? 'Zoom did not answer as it should. Nothing has changed. Try again in a moment.',
  }),
};

export default function ZoomCallback({ loaderData }: Route.ComponentProps) {
  return (
    <>
      <PageHead
        crumb={
          <>
            <Link to="/scheduling">Scheduling</Link> ›{' '}
            <Link to="/scheduling/conferencing">Conferencing</Link> › Zoom
          </>
        }
        title={loaderData.title}
        lede={loaderData.says}
      />
      <div className="sheet">
        {loaderData.accounts.map((account) => (
          <Row
            key={account.id}
            name={account.name}
            facts={['Connect this account to your Zoom user.']}
            acts={
              <form method="post" action="/zoom/connect">
                <input type="hidden" name="account" value={account.id} />
                <button className="button" aria-label={`Connect ${account.name}`}>
                  Connect
                </button>
              </form>
            }
          />
        ))}
      </div>
      <p className="bar">
        <Link className="button quiet" to="/scheduling/conferencing">
          Back to Conferencing
        </Link>
      </p>
    </>
  );
}

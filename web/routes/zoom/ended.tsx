import { Link, redirect } from 'react-router';
import { mayDo } from '#accounts';
import type { Parley, Visitor } from '#http';
import { PageHead, Says } from '../../ui/page.tsx';
import { Row } from '../../ui/row.tsx';
import { signedIn } from '../../visitor.ts';
import { zoomUserWords } from '../../words/zoom-user.ts';
import type { Route } from './+types/ended.ts';
import { endingOf } from './endings.ts';
import './zoom.css';

export const meta: Route.MetaFunction = () => [{ title: 'Zoom · Parley' }];

export async function loader({ request, context }: Route.LoaderArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const { searchParams } = new URL(request.url);
  const ending = endingOf(searchParams);
  if (!ending || !parley.zoom) throw redirect('/scheduling/conferencing');
  return { ...ending, accounts: await accountsOf(parley, visitor, searchParams.get('account')) };
}

/** The account it was begun for, or all for which the visitor may decide. */
async function accountsOf({ conferencing }: Parley, visitor: Visitor, begunFor: string | null) {
  const may = visitor.accounts.filter(({ role }) => mayDo(role, 'change conferencing').ok);
  const own = may.filter(({ id }) => id === begunFor);
  return await Promise.all(
    (own.length > 0 ? own : may).map(async ({ id, name }) => {
      const row = await conferencing.zoomRow(id);
      return {
        id,
        name,
        now: NOW[row.state] ?? `Connected as ${zoomUserWords('email' in row ? row.email : '')}.`,
      };
    }),
  );
}

const NOW: Record<string, string> = {
  'not-connected': 'Not connected to Zoom yet.',
  'action-required': 'Parley’s access to Zoom has ended.',
};

export default function Ended({ loaderData }: Route.ComponentProps) {
  const { title, says, lines, remedy, accounts } = loaderData;
  return (
    <>
      <PageHead
        crumb={
          <>
            <Link to="/scheduling">Scheduling</Link> ›{' '}
            <Link to="/scheduling/conferencing">Conferencing</Link> › Zoom
          </>
        }
        title={title}
        lede={says}
      />
      {lines.map((line) => (
        <Says key={line} tone="warn">
          {line}
        </Says>
      ))}
      <section className="zoom-again" aria-labelledby="again">
        <h2 id="again">{accounts.length > 0 ? remedy : 'Ask the owner of your account'}</h2>
        {accounts.length > 0 ? (
          <div className="sheet">
            {accounts.map((account) => (
              <Account key={account.id} {...account} only={accounts.length === 1} />
            ))}
          </div>
        ) : (
          <p className="soft">Only an owner connects an account to Zoom.</p>
        )}
      </section>
      <p className="bar">
        <Link className="button quiet" to="/scheduling/conferencing">
          Back to Conferencing
        </Link>
      </p>
    </>
  );
}

/** A form of the browser's own: the answer leads to Zoom, out of our pages. */
function Account(props: { id: string; name: string; now: string; only: boolean }) {
  const { id, name, now, only } = props;
  return (
    <Row
      name={name}
      level="h3"
      facts={[now]}
      acts={
        <form method="post" action="/zoom/connect">
          <input type="hidden" name="account" value={id} />
          <button className={only ? 'button go' : 'button'} aria-label={`Connect ${name}`}>
            Connect
          </button>
        </form>
      }
    />
  );
}

import { Link, NavLink, Outlet } from 'react-router';
import { signedIn } from '../../visitor.ts';
import type { Route } from './+types/layout.ts';
import { AccountSwitcher } from './account-switcher.tsx';
import { WaitingBar } from './waiting-bar.tsx';

export async function loader({ request, context }: Route.LoaderArgs) {
  const { visitor } = await signedIn({ request, context });
  return {
    account: { id: visitor.account.id, name: visitor.account.name },
    accounts: visitor.accounts.map(({ id, name }) => ({ id, name })),
  };
}

/** Every host page: the bar at the top, and the page. */
export default function Host({ loaderData }: Route.ComponentProps) {
  return (
    <>
      <a className="skip unseen" href="#content">
        Skip to the content
      </a>
      <header className="top">
        <Link className="mark" to="/sessions">
          Parley
        </Link>
        <nav aria-label="Main">
          <NavLink to="/sessions">Sessions</NavLink>
          <NavLink to="/scheduling">Scheduling</NavLink>
        </nav>
        <AccountSwitcher account={loaderData.account} accounts={loaderData.accounts} />
      </header>
      <WaitingBar />
      <main className="page" id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}

import { Outlet } from 'react-router';
import { HELP_PAGES, readHelp } from '#help';
import { requestContext } from '#http';
import type { Route } from './+types/layout.ts';
import './help.css';

export const handle = { static: true };

export async function loader({ context, params }: Route.LoaderArgs) {
  const pages = HELP_PAGES.map((name) => ({ name, title: readHelp(name)?.title ?? name }));
  const isHost = (await context.get(requestContext).visitor()) !== undefined;
  return { pages, isHost, open: params['page'] };
}

/** Help is for everybody, signed in or not; its list of pages stands beside the page, above it on a phone. */
export default function Help({ loaderData: { pages, isHost, open } }: Route.ComponentProps) {
  return (
    <>
      <a className="skip unseen" href="#content">
        Skip to the content
      </a>
      <header className="top plain">
        <a className="mark" href="/">
          Parley
        </a>
        <a className="who" href={isHost ? '/sessions' : '/sign-in'}>
          {isHost ? 'Your sessions' : 'Sign in'}
        </a>
      </header>
      <div className="help">
        <nav aria-label="Help">
          <ul>
            <li>
              <a href="/help" aria-current={open ? undefined : 'page'}>
                Overview
              </a>
            </li>
            {pages.map(({ name, title }) => (
              <li key={name}>
                <a href={`/help/${name}`} aria-current={name === open ? 'page' : undefined}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <main id="content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </>
  );
}

import { Form, Link, useLocation } from 'react-router';

interface Named {
  id: string;
  name: string;
}

/**
 * Which account one works in, the others, and what concerns the account or the person. The browser's
 * own popover opens and closes it, so that it answers before any script of ours has arrived.
 */
export function AccountSwitcher({ account, accounts }: { account: Named; accounts: Named[] }) {
  const { key } = useLocation();
  return (
    <>
      <button className="who" type="button" popoverTarget="account-menu">
        <span className="unseen">Account: </span>
        <span className="initials" aria-hidden="true">
          {initialsOf(account.name)}
        </span>
        <span>{account.name}</span>
        <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
          <path d="M1 3l4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </svg>
      </button>
      {/* Another page is another menu: it closes by itself when one is reached. */}
      <nav className="menu" id="account-menu" aria-label="Account" popover="auto" key={key}>
        <Form method="post" action="/accounts/switch">
          {accounts.map(({ id, name }) => (
            <button
              key={id}
              name="account"
              value={id}
              aria-current={id === account.id || undefined}
            >
              <span className="initials" aria-hidden="true">
                {initialsOf(name)}
              </span>
              {name}
              {id === account.id && <span className="here">open now</span>}
            </button>
          ))}
        </Form>
        <Form method="post" action="/sign-out">
          <Link to="/accounts/new">New account</Link>
          <Link to="/account">Account settings</Link>
          <a href="/help">Help</a>
          <button>Sign out</button>
        </Form>
      </nav>
    </>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : ''];
  return `${[...first][0] ?? ''}${[...last][0] ?? ''}`.toUpperCase();
}

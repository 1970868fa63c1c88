import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useNavigate, useSubmit } from 'react-router';

interface Named {
  id: string;
  name: string;
}

/** Which account one works in, the others, and what concerns the account or the person. */
export function AccountSwitcher({ account, accounts }: { account: Named; accounts: Named[] }) {
  const navigate = useNavigate();
  const submit = useSubmit();
  const switchTo = (id: string) =>
    submit({ account: id }, { method: 'post', action: '/accounts/switch' });
  return (
    <MenuTrigger>
      <Button className="who">
        <span className="unseen">Account: </span>
        <span className="initials" aria-hidden="true">
          {initialsOf(account.name)}
        </span>
        <span>{account.name}</span>
        <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
          <path d="M1 3l4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </svg>
      </Button>
      <Popover className="menu-place" placement="bottom end">
        <Menu className="menu" aria-label="Account">
          <MenuSection aria-label="Accounts">
            {accounts.map(({ id, name }) => (
              <MenuItem key={id} id={id} textValue={name} onAction={() => switchTo(id)}>
                <span className="initials" aria-hidden="true">
                  {initialsOf(name)}
                </span>
                {name}
                {id === account.id && <span className="here">open now</span>}
              </MenuItem>
            ))}
          </MenuSection>
          <MenuSection aria-label="Account deeds">
            <MenuItem onAction={() => navigate('/accounts/new')}>New account</MenuItem>
            <MenuItem onAction={() => navigate('/account')}>Account settings</MenuItem>
            <MenuItem onAction={() => submit(null, { method: 'post', action: '/sign-out' })}>
              Sign out
            </MenuItem>
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : ''];
  return `${[...first][0] ?? ''}${[...last][0] ?? ''}`.toUpperCase();
}

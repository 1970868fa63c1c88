/** A wrong or outdated address, with the nearest right one. */
export function NotOffered({ account }: { account: { name: string; href: string } | undefined }) {
  if (!account) {
    return (
      <main className="page" id="content">
        <h1>There is nobody at this address</h1>
        <p className="lost">
          Perhaps a letter got lost when the address was copied. Ask your host for the link to their
          page, or open the link in their mail once more.
        </p>
      </main>
    );
  }
  return (
    <main className="page" id="content">
      <h1>This cannot be booked</h1>
      <p className="lost">
        {account.name} does not offer it, or not any more. What can be booked is on{' '}
        <a href={account.href}>the page of {account.name}</a>.
      </p>
    </main>
  );
}

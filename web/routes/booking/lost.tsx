/** A lasting link that leads nowhere. `ofCall`: no link, but the address a call had in another browser. */
export function Lost({ ofCall = false }: { ofCall?: boolean }) {
  return (
    <main className="page" id="content">
      <h1>{ofCall ? 'Open your link to join' : 'This link does not lead to a booking'}</h1>
      <p className="lost">
        {ofCall
          ? 'This address works only in the browser where a link was opened, and for half a day.'
          : 'Perhaps a letter got lost when it was copied.'}{' '}
        Open the link in the mail you were sent once more, or let us{' '}
        <a href="/lost-link">send your link again</a>.
      </p>
    </main>
  );
}

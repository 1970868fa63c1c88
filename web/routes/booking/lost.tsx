/** A lasting link that leads nowhere. */
export function Lost() {
  return (
    <main className="page" id="content">
      <h1>This link does not lead to a booking</h1>
      <p className="lost">
        Perhaps a letter got lost when it was copied. Open the link in the mail you were sent once
        more, or let us <a href="/lost-link">send your link again</a>.
      </p>
    </main>
  );
}

const WORDS = {
  unknown: {
    title: 'There is nothing at this address',
    says: 'Perhaps a letter got lost when the address was copied. A host’s page looks like this: their name after the first slash, then the service. If a link from a mail brought you here, open it again from the mail itself.',
  },
  refused: {
    title: 'This cannot be done',
    says: 'The page you sent from may be out of date. Go back, load it again and repeat the last step.',
  },
  failed: {
    title: 'Something went wrong on our side',
    says: 'Nothing you typed is at fault. Wait a moment and load this page again. If it keeps happening, tell the people who run this place what you did just before.',
  },
};

/** The whole page when there is no other: what happened in plain words, and what to do now. */
export function Trouble({ kind, says }: { kind: keyof typeof WORDS; says?: string | undefined }) {
  return (
    <main className="trouble" id="content">
      <p className="mark">Parley</p>
      <h1>{WORDS[kind].title}</h1>
      <p className="soft">{says ?? WORDS[kind].says}</p>
      <p className="bar">
        <a className="button" href="/">
          Go to the first page
        </a>
      </p>
    </main>
  );
}

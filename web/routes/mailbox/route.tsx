import { requestContext } from '#http';
import { Empty, PageHead } from '../../ui/page.tsx';
import { agoWords } from '../../words/ago.ts';
import type { Route } from './+types/route.ts';
import './mailbox.css';

export const handle = { static: true };

export const meta: Route.MetaFunction = () => [{ title: 'Mailbox · Parley' }];

export async function loader({ context }: Route.LoaderArgs) {
  const { mailbox, clock, config } = context.get(requestContext).parley;
  // Letters hold links that are their own keys: in production nobody but the mail's reader may see them.
  if (!mailbox || config.production) throw new Response(null, { status: 404 });
  const now = clock.now();
  const letters = await mailbox.list();
  return letters.map(({ id, to, subject, at }) => ({
    id,
    to,
    subject,
    iso: at.toString(),
    ago: agoWords(at, now),
  }));
}

export default function Mailbox({ loaderData: letters }: Route.ComponentProps) {
  return (
    <main className="page" id="content">
      <PageHead
        title="Mailbox"
        lede="Where no post office is set, letters are kept here instead of being posted. Newest first."
      />
      {letters.length === 0 ? (
        <Empty title="No letters yet">
          <p>Book a session, and the first two arrive.</p>
        </Empty>
      ) : (
        <ul className="sheet letters">
          {letters.map((letter) => (
            <li key={letter.id}>
              <a href={`/dev/mailbox/${letter.id}`}>
                <b>{letter.subject}</b>
                <span className="soft small">
                  to {letter.to} · <time dateTime={letter.iso}>{letter.ago}</time>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </main>
  );
}

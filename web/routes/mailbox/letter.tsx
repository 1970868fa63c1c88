import { requestContext } from '#http';
import { PageHead } from '../../ui/page.tsx';
import { momentWords } from '../../words/moments.ts';
import type { Route } from './+types/letter.ts';
import './mailbox.css';

export const handle = { static: true };

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.subject ?? 'Letter'} · Mailbox` },
];

export async function loader({ context, params }: Route.LoaderArgs) {
  const { parley, nonce } = context.get(requestContext);
  const { mailbox, clock, config } = parley;
  const letter = config.production ? undefined : await mailbox?.read(params.id);
  if (!letter) throw new Response('This letter is not in the mailbox.', { status: 404 });
  const { day, time } = momentWords(letter.at, 'UTC', clock.now());
  return {
    subject: letter.subject,
    from: letter.from,
    to: letter.to,
    at: `${day}, ${time} UTC`,
    // The frame lives under this page's security policy, and so do the letter's styles.
    html: letter.html.replaceAll('<style', `<style nonce="${nonce}"`),
    text: letter.text,
    calendar: letter.calendar?.content,
  };
}

export default function LetterPage({ loaderData: letter }: Route.ComponentProps) {
  return (
    <main className="page" id="content">
      <PageHead
        crumb={<a href="/dev/mailbox">Mailbox</a>}
        title={letter.subject}
        lede={
          <>
            To {letter.to}
            <br />
            From {letter.from} · {letter.at}
          </>
        }
      />
      {/* Links leave the frame, so that they open as they would from a mail program. */}
      <iframe
        className="sheet letter-body"
        title="The letter"
        sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
        srcDoc={`<base target="_top">${letter.html}`}
      />
      <details>
        <summary>As plain text</summary>
        <pre className="sheet">{letter.text}</pre>
      </details>
      {letter.calendar && (
        <details>
          <summary>Its calendar file</summary>
          <pre className="sheet">{letter.calendar}</pre>
        </details>
      )}
    </main>
  );
}

import { data, redirect } from 'react-router';
import { requestContext } from '#http';
import { posted } from '../../posted.ts';
import { PRIVATE } from '../../private-headers.ts';
import publicStyles from '../../styles/public.css?url';
import { TextArea } from '../../ui/field.tsx';
import { Says } from '../../ui/page.tsx';
import type { Route } from './+types/cancel.ts';
import { timeWords } from './lasting.ts';
import { Lost } from './lost.tsx';

export const handle = { static: true };

export const links: Route.LinksFunction = () => [{ rel: 'stylesheet', href: publicStyles }];

export const meta: Route.MetaFunction = () => [{ title: 'Cancel the session' }];

export const headers: Route.HeadersFunction = () => PRIVATE;

const LONGEST_REASON = 500;

export async function loader({ params, context }: Route.LoaderArgs) {
  const { parley } = context.get(requestContext);
  const booking = await parley.sessions.find(params.token);
  if (!booking) return data({ found: false as const }, { status: 404 });
  if (booking.status === 'cancelled') throw redirect(`/b/${booking.token}`, 303);
  return data({
    found: true as const,
    href: `/b/${booking.token}`,
    account: booking.account.name,
    service: booking.service.name,
    whyNot: booking.change.allowed ? undefined : booking.change.why,
    ...timeWords(booking, booking.guest.zone, parley.clock.now()),
  });
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const { sessions } = context.get(requestContext).parley;
  const reason = (await posted(request)).text('reason');
  if (reason.length > LONGEST_REASON) {
    return data(
      { reason, fault: `The reason can have at most ${LONGEST_REASON} characters.` },
      { status: 422 },
    );
  }
  const cancelled = await sessions.cancel(params.token, reason, 'guest');
  // Where it is not allowed or not there, the page itself says so.
  if (!cancelled.ok)
    return data(undefined, { status: cancelled.reason === 'not-found' ? 404 : 409 });
  return redirect(`/b/${params.token}`, 303);
}

export default function CancelPage({ loaderData, actionData }: Route.ComponentProps) {
  if (!loaderData.found) return <Lost />;
  const { href, whyNot } = loaderData;
  return (
    <main className="page lasting" id="content">
      <p className="crumb">
        With {loaderData.account} · {loaderData.service}
      </p>
      <h1>{whyNot ? 'This session cannot be cancelled here' : 'Cancel this session?'}</h1>
      <p className="lead">
        {loaderData.day}, {loaderData.hours}, {loaderData.zoneWords}
      </p>
      {whyNot ? <Refused why={whyNot} href={href} /> : <Form href={href} sent={actionData} />}
    </main>
  );
}

function Refused({ why, href }: { why: string; href: string }) {
  return (
    <>
      <Says tone="warn">{why}</Says>
      <p className="bar">
        <a className="button" href={href}>
          Back to the session
        </a>
      </p>
    </>
  );
}

function Form({
  href,
  sent,
}: {
  href: string;
  sent: { reason: string; fault: string } | undefined;
}) {
  return (
    <form method="post" className="form">
      <TextArea
        label="Reason (optional)"
        name="reason"
        rows={3}
        hint="Your host will read it."
        defaultValue={sent?.reason ?? ''}
        fault={sent?.fault}
      />
      <div className="bar">
        <button className="button bad">Cancel the session</button>
        <a className="button quiet" href={href}>
          Keep it
        </a>
      </div>
    </form>
  );
}

import { data, Form, Link, redirect, useNavigate } from 'react-router';
import type { Parley, Visitor } from '#http';
import { posted } from '../../posted.ts';
import { PageHead, Says } from '../../ui/page.tsx';
import { Row } from '../../ui/row.tsx';
import { refusalOf, signedIn } from '../../visitor.ts';
import { rememberAccount } from '../accounts/remember.ts';
import type { Route } from './+types/route.ts';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { HelpFoot } from './help-foot.tsx';
import { MoveDialog, MoveOffer } from './move-sessions.tsx';
import { readConferencing } from './read-conferencing.ts';
import { ZoomRow } from './zoom-row.tsx';

export const meta: Route.MetaFunction = () => [{ title: 'Conferencing · Parley' }];

const SAID: Record<string, string> = {
  connected:
    'Zoom is connected. The default stays what it was, and whatever waited is being put in step.',
  disconnected: 'Zoom is disconnected. New sessions use built-in calls.',
  'moving-zoom':
    'The sessions go to Zoom as soon as their meetings stand, and their guests are told then.',
  'moving-built-in': 'The sessions are held in built-in calls now, and their guests are told.',
  'no-member': 'The mail was about an account you are not a member of. Sign in as somebody who is.',
};

export async function loader({ request, context }: Route.LoaderArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const { searchParams } = new URL(request.url);
  openAccount(parley, visitor, searchParams.get('account'));
  return {
    ...(await readConferencing(parley, visitor)),
    asks: searchParams.get('ask'),
    said: SAID[searchParams.get('said') ?? ''],
    refusal: refusalOf(visitor, 'change conferencing'),
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const refusal = refusalOf(visitor, 'change conferencing');
  if (refusal) return data({ refusal }, 403);
  const { text } = await posted(request);
  if (text('deed') === 'disconnect') {
    const moveToBuiltIn = text('sessions') === 'move';
    await parley.conferencing.disconnect(visitor.account.id, { moveToBuiltIn });
    return redirect('/scheduling/conferencing?said=disconnected');
  }
  if (text('deed') === 'move-sessions') {
    const to = text('to') === 'zoom' ? 'zoom' : 'built-in';
    await parley.sessions.moveAll(visitor.account, to);
    return redirect(`/scheduling/conferencing?said=moving-${to}`);
  }
  const place = text('place') === 'zoom' ? 'zoom' : 'built-in';
  const made = await parley.conferencing.makeDefault(visitor.account.id, place);
  return made.ok ? redirect('/scheduling/conferencing') : data({ refusal: made.why }, 409);
}

/** A mail leads here about one account; whoever was at work in another of theirs is taken to that one. */
function openAccount(parley: Parley, visitor: Visitor, slug: string | null): void {
  if (slug === null || slug === visitor.account.slug) return;
  const account = visitor.accounts.find((each) => each.slug === slug);
  if (!account) throw redirect('/scheduling/conferencing?said=no-member');
  throw redirect('/scheduling/conferencing', {
    headers: rememberAccount(account.id, parley.config),
  });
}

export default function Conferencing({ loaderData, actionData }: Route.ComponentProps) {
  const { accountName, defaultPlace, zoom, said, asks, moves } = loaderData;
  const navigate = useNavigate();
  const close = () => navigate('/scheduling/conferencing', { replace: true });
  const refusal = actionData?.refusal ?? loaderData.refusal;
  const may = loaderData.refusal === undefined;
  return (
    <>
      <PageHead
        crumb={
          <>
            <Link to="/scheduling">Scheduling</Link> › Conferencing
          </>
        }
        title="Conferencing"
        lede="Where your sessions take place. New sessions use the default; sessions already booked keep what they have."
      />
      {said && <Says>{said}</Says>}
      {refusal && <Says tone="warn">{refusal}</Says>}
      <div className="sheet">
        <Row
          region="Built-in calls"
          glyph="P"
          name="Built-in calls"
          tag={defaultPlace === 'built-in' && <span className="tag">Default</span>}
          facts={['In the browser, up to four people. Your guests install nothing.']}
          acts={may && defaultPlace !== 'built-in' && <MakeDefault place="built-in" />}
        />
        <ZoomRow
          zoom={zoom}
          isDefault={defaultPlace === 'zoom'}
          may={may}
          makeDefault={<MakeDefault place="zoom" />}
        />
      </div>
      {may && moves && <MoveOffer moves={moves} />}
      <p className="after-sheet">
        <Link to="/scheduling/conferencing/meetings">Meeting settings</Link>
        <span className="soft"> · waiting room, passcode, coming in early</span>
      </p>
      <HelpFoot operates={loaderData.operates} />
      {moves && <MoveDialog moves={moves} open={asks === 'move' && may} onClose={close} />}
      <DisconnectDialog
        accountName={accountName}
        sessions={loaderData.sessionsOnZoom}
        wasDefault={defaultPlace === 'zoom'}
        withoutZoom={loaderData.withoutZoom}
        open={
          asks === 'disconnect' && (zoom.state === 'connected' || zoom.state === 'action-required')
        }
        onClose={close}
      />
    </>
  );
}

function MakeDefault({ place }: { place: 'built-in' | 'zoom' }) {
  return (
    <Form method="post">
      <input type="hidden" name="place" value={place} />
      <button className="button" name="deed" value="make-default">
        Make default
      </button>
    </Form>
  );
}

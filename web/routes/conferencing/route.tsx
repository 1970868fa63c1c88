import { data, Form, Link, redirect, useNavigate } from 'react-router';
import type { Parley, Visitor } from '#http';
import { posted } from '../../posted.ts';
import { PageHead, Says } from '../../ui/page.tsx';
import { refusalOf, signedIn } from '../../visitor.ts';
import { rememberAccount } from '../accounts/remember.ts';
import type { Route } from './+types/route.ts';
import { AnotherDialog } from './another-dialog.tsx';
import { BuiltInRow } from './built-in-row.tsx';
import './conferencing.css';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { HelpFoot } from './help-foot.tsx';
import { useLookAgain } from './look-again.ts';
import { MoveDialog, MoveOffer } from './move-sessions.tsx';
import { readConferencing } from './read-conferencing.ts';
import { ZoomRow } from './zoom-row.tsx';

export const meta: Route.MetaFunction = () => [{ title: 'Conferencing · Parley' }];

const SAID: Record<string, string> = {
  connected:
    'Zoom is connected. The default stays what it was; what Parley may do there is being checked.',
  'connected-again':
    'Zoom is connected again. Sessions booked before Parley was removed keep their links; whatever waited is being put in step.',
  reconnected: 'Zoom is connected again, and whatever waited is being put in step.',
  'another-user':
    'Zoom is connected with another account. New sessions use it; those booked before stay where they are.',
  'same-again':
    'Zoom let in the same account again, so nothing has changed. To use another one, sign out at Zoom first; it remembers who you are there.',
  waiting:
    'Zoom is slow just now. Nothing is left for you to do: the connection is finished by itself.',
  used: 'That answer from Zoom had come before, so nothing was done twice. This is how Zoom stands now.',
  relayed: 'From now on calls go through our relay. A call that is under way stays as it began.',
  direct: 'From now on calls connect directly where they can.',
  disconnected: 'Zoom is disconnected. New sessions use built-in calls.',
  'moving-zoom':
    'The sessions go to Zoom as soon as their meetings stand, and their guests are told then.',
  'moving-built-in': 'The sessions are held in built-in calls now, and their guests are told.',
  'no-member': 'The mail was about an account you are not a member of. Sign in as somebody who is.',
};

const NO_RELAY =
  'This server has no relay yet. Whoever runs it can add one by the settings TURN_URLS and TURN_SECRET.';

export async function loader({ request, context }: Route.LoaderArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const { searchParams } = new URL(request.url);
  openAccount(parley, visitor, searchParams.get('account'));
  const said = searchParams.get('said') ?? '';
  return {
    ...(await readConferencing(parley, visitor)),
    asks: searchParams.get('ask'),
    tested: said === 'tested',
    said: Object.hasOwn(SAID, said) ? SAID[said] : undefined,
    refusal: refusalOf(visitor, 'change conferencing'),
  };
}

type Read = Route.ComponentProps['loaderData'];

export async function action({ request, context }: Route.ActionArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const refusal = refusalOf(visitor, 'change conferencing');
  if (refusal) return data({ refusal }, 403);
  const { text } = await posted(request);
  if (text('deed') === 'always-relay' || text('deed') === 'direct') {
    const on = text('deed') === 'always-relay';
    if (on && parley.config.turnUrls.length === 0) return data({ refusal: NO_RELAY }, 409);
    await parley.accounts.setAlwaysRelay(visitor.account.id, on);
    return redirect(`/scheduling/conferencing?said=${on ? 'relayed' : 'direct'}`);
  }
  if (text('deed') === 'disconnect') {
    const moveToBuiltIn = text('sessions') === 'move';
    await parley.conferencing.disconnect(visitor.account.id, { moveToBuiltIn });
    return redirect('/scheduling/conferencing?said=disconnected');
  }
  if (text('deed') === 'test') {
    const asked = await parley.conferencing.test(visitor.account.id);
    return redirect(`/scheduling/conferencing${asked ? '?said=tested' : ''}`);
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
  const { defaultPlace, builtIn, zoom, said, tested, moves } = loaderData;
  useLookAgain(pause(zoom));
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
        <BuiltInRow
          builtIn={builtIn}
          isDefault={defaultPlace === 'built-in'}
          may={may}
          makeDefault={<MakeDefault place="built-in" />}
          operates={loaderData.operates}
        />
        <ZoomRow
          zoom={zoom}
          sessions={loaderData.sessionsOnZoom}
          isDefault={defaultPlace === 'zoom'}
          may={may}
          makeDefault={<MakeDefault place="zoom" />}
          tested={tested}
          operates={loaderData.operates}
        />
      </div>
      {may && moves && <MoveOffer moves={moves} />}
      <p className="after-sheet">
        <Link to="/scheduling/conferencing/meetings">Meeting settings</Link>
        <span className="soft"> · waiting room, passcode, coming in early</span>
      </p>
      <HelpFoot operates={loaderData.operates} />
      {may && <Questions {...loaderData} />}
    </>
  );
}

/** While something is under way the host need not reload to see how it ends. */
function pause(zoom: Read['zoom']): number | undefined {
  if (zoom.state !== 'connected') return undefined;
  if (zoom.check?.state === 'checking') return 1000;
  return zoom.check?.state === 'waits' || zoom.waits.length > 0 ? 5000 : undefined;
}

/** What is asked before a deed. The question stands in the address. */
function Questions({ asks, zoom, moves, ...read }: Read) {
  const navigate = useNavigate();
  const close = () => navigate('/scheduling/conferencing', { replace: true });
  const tied =
    zoom.state === 'connected' ||
    zoom.state === 'action-required' ||
    (zoom.state === 'not-configured' && zoom.atRisk !== undefined);
  return (
    <>
      {moves && <MoveDialog moves={moves} open={asks === 'move'} onClose={close} />}
      <DisconnectDialog
        accountName={read.accountName}
        sessions={read.sessionsOnZoom}
        wasDefault={read.defaultPlace === 'zoom'}
        alwaysZoom={read.alwaysZoom}
        withoutZoom={read.withoutZoom}
        open={asks === 'disconnect' && tied}
        onClose={close}
      />
      <AnotherDialog
        email={zoom.state === 'connected' ? zoom.email : undefined}
        sessions={read.sessionsOnZoom.length}
        signOutOfZoom={read.signOutOfZoom}
        open={asks === 'another' && tied}
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

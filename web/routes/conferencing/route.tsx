import { data, Form, Link, redirect, useNavigate } from 'react-router';
import { posted } from '../../posted.ts';
import { PageHead, Says } from '../../ui/page.tsx';
import { Row } from '../../ui/row.tsx';
import { refusalOf, signedIn } from '../../visitor.ts';
import type { Route } from './+types/route.ts';
import { AnotherDialog } from './another-dialog.tsx';
import './conferencing.css';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { HelpFoot } from './help-foot.tsx';
import { useLookAgain } from './look-again.ts';
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
  used: 'That answer from Zoom had come before, so nothing was done twice. This is how Zoom stands now.',
  disconnected: 'Zoom is disconnected. New sessions use built-in calls.',
};

export async function loader({ request, context }: Route.LoaderArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const { searchParams } = new URL(request.url);
  const said = searchParams.get('said') ?? '';
  return {
    ...(await readConferencing(parley, visitor)),
    asks: searchParams.get('ask'),
    tested: said === 'tested',
    said: SAID[said],
    refusal: refusalOf(visitor, 'change conferencing'),
  };
}

type Read = Route.ComponentProps['loaderData'];

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
  if (text('deed') === 'test') {
    const asked = await parley.conferencing.test(visitor.account.id);
    return redirect(`/scheduling/conferencing${asked ? '?said=tested' : ''}`);
  }
  const place = text('place') === 'zoom' ? 'zoom' : 'built-in';
  const made = await parley.conferencing.makeDefault(visitor.account.id, place);
  return made.ok ? redirect('/scheduling/conferencing') : data({ refusal: made.why }, 409);
}

export default function Conferencing({ loaderData, actionData }: Route.ComponentProps) {
  const { defaultPlace, zoom, said, tested } = loaderData;
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
          sessions={loaderData.sessionsOnZoom}
          isDefault={defaultPlace === 'zoom'}
          may={may}
          makeDefault={<MakeDefault place="zoom" />}
          tested={tested}
          operates={loaderData.operates}
        />
      </div>
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
function Questions({ asks, zoom, ...read }: Read) {
  const navigate = useNavigate();
  const close = () => navigate('/scheduling/conferencing', { replace: true });
  const tied = zoom.state === 'connected' || zoom.state === 'action-required';
  return (
    <>
      <DisconnectDialog
        accountName={read.accountName}
        sessions={read.sessionsOnZoom}
        wasDefault={read.defaultPlace === 'zoom'}
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

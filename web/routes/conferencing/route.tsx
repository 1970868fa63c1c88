import { data, Form, Link, redirect, useNavigate } from 'react-router';
import { posted } from '../../posted.ts';
import { PageHead, Says } from '../../ui/page.tsx';
import { refusalOf, signedIn } from '../../visitor.ts';
import type { Route } from './+types/route.ts';
import { BuiltInRow } from './built-in-row.tsx';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { HelpFoot } from './help-foot.tsx';
import { readConferencing } from './read-conferencing.ts';
import { ZoomRow } from './zoom-row.tsx';

export const meta: Route.MetaFunction = () => [{ title: 'Conferencing · Parley' }];

const SAID: Record<string, string> = {
  connected:
    'Zoom is connected. The default stays what it was, and whatever waited is being put in step.',
  relayed: 'From now on calls go through our relay. A call that is under way stays as it began.',
  direct: 'From now on calls connect directly where they can.',
  disconnected: 'Zoom is disconnected. New sessions use built-in calls.',
};

const NO_RELAY =
  'This server has no relay yet. Whoever runs it can add one by the settings TURN_URLS and TURN_SECRET.';

export async function loader({ request, context }: Route.LoaderArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const { searchParams } = new URL(request.url);
  return {
    ...(await readConferencing(parley, visitor)),
    asksDisconnect: searchParams.get('ask') === 'disconnect',
    said: SAID[searchParams.get('said') ?? ''],
    refusal: refusalOf(visitor, 'change conferencing'),
  };
}

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
  const place = text('place') === 'zoom' ? 'zoom' : 'built-in';
  const made = await parley.conferencing.makeDefault(visitor.account.id, place);
  return made.ok ? redirect('/scheduling/conferencing') : data({ refusal: made.why }, 409);
}

export default function Conferencing({ loaderData, actionData }: Route.ComponentProps) {
  const { accountName, defaultPlace, builtIn, zoom, said, asksDisconnect } = loaderData;
  const navigate = useNavigate();
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
        />
        <ZoomRow
          zoom={zoom}
          isDefault={defaultPlace === 'zoom'}
          may={may}
          makeDefault={<MakeDefault place="zoom" />}
        />
      </div>
      <HelpFoot operates={loaderData.operates} />
      <DisconnectDialog
        accountName={accountName}
        sessions={loaderData.sessionsOnZoom}
        wasDefault={defaultPlace === 'zoom'}
        open={asksDisconnect && (zoom.state === 'connected' || zoom.state === 'action-required')}
        onClose={() => navigate('/scheduling/conferencing', { replace: true })}
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

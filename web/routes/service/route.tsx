import { data, Form, Link } from 'react-router';
import type { Parley, Visitor } from '#http';
import { readServiceForm } from '#services';
import { recordId } from '../../record-id.ts';
import { faultsByField, type Faults } from '../../ui/field.tsx';
import { PageHead, Says } from '../../ui/page.tsx';
import { refusalOf, signedIn } from '../../visitor.ts';
import { followWords } from '../../words/meeting-choices.ts';
import { shortAddress } from '../../words/page-address.ts';
import { withoutZoomWarning } from '../../words/not-at-hand.ts';
import { lengthHint, planWarning } from '../../words/plan-warning.ts';
import { seatsWarning } from '../../words/seats-warning.ts';
import type { Route } from './+types/route.ts';
import { ServiceFields, type Typed } from './service-fields.tsx';
import { defaultPlaceWords, typedIn, typedOf } from './typed.ts';

export const meta: Route.MetaFunction = ({ loaderData: read }) => [
  { title: `${read?.typed['name'] ?? 'Service'} · Parley` },
];

export async function loader({ request, context, params }: Route.LoaderArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const { account } = visitor;
  const service = await serviceOf(parley, visitor, recordId(params.id));
  const row = await parley.conferencing.zoomRow(account.id);
  return {
    typed: typedOf(service),
    off: service.switchedOffAt !== null,
    page: `${parley.config.appUrl}/${account.slug}/${service.slug}`,
    accountPlace: defaultPlaceWords(account.defaultPlace),
    lengthHint: lengthHint(row),
    warning:
      planWarning(service, account.defaultPlace, row) ??
      seatsWarning(service, account.defaultPlace, {
        row,
        largestCall: parley.conferencing.largestCall,
      }) ??
      withoutZoomWarning(service, row),
    zoomHint: withoutZoomWarning({ place: 'zoom' }, row),
  };
}

type Answer = { typed: Typed | undefined; faults: Faults; said: string | undefined };

export async function action({ request, context, params }: Route.ActionArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const typed = await typedIn(request);
  const answer = (said: string): Answer => ({ typed: undefined, faults: {}, said });
  const refuse = (faults: Faults): Answer => ({ typed, faults, said: undefined });
  const refusal = refusalOf(visitor, 'change services and hours');
  if (refusal) return data(refuse({ form: refusal }), 403);
  const { id } = await serviceOf(parley, visitor, recordId(params.id));
  const { account } = visitor;
  if (typed['deed'] === 'switch-off') {
    await parley.services.switchOff(account.id, id);
    return data(answer('Guests can no longer book it. Sessions already booked stay.'));
  }
  if (typed['deed'] === 'switch-on') {
    await parley.services.switchOn(account.id, id);
    return data(answer('Guests can book it again.'));
  }
  const read = readServiceForm(typed, { ...account, largestCall: parley.conferencing.largestCall });
  if (!read.ok) return data(refuse(faultsByField(read.faults)), 422);
  await parley.services.edit(account.id, id, read.form);
  const follow = await parley.sessions.followSettings(account.id);
  return data(answer(`Saved. Sessions already booked keep what they have. ${followWords(follow)}`));
}

async function serviceOf(parley: Parley, visitor: Visitor, id: string) {
  const service = await parley.services.byId(visitor.account.id, id);
  if (!service) throw new Response('There is no such service in this account.', { status: 404 });
  return service;
}

export default function Service({ loaderData, actionData }: Route.ComponentProps) {
  const faults = actionData?.faults ?? {};
  return (
    <>
      <PageHead
        crumb={
          <>
            <Link to="/scheduling">Scheduling</Link> › Services
          </>
        }
        title={loaderData.typed['name'] ?? 'Service'}
        lede={
          <>
            Its page is <a href={loaderData.page}>{shortAddress(loaderData.page)}</a>. The address
            stays, whatever you change here.
          </>
        }
      />
      {actionData?.said && <Says>{actionData.said}</Says>}
      {loaderData.warning && <Says tone="warn">{loaderData.warning}</Says>}
      <Form className="sheet padded form" method="post" noValidate>
        {faults['form'] && <Says tone="bad">{faults['form']}</Says>}
        <ServiceFields
          typed={actionData?.typed ?? loaderData.typed}
          faults={faults}
          accountPlace={loaderData.accountPlace}
          lengthHint={loaderData.lengthHint}
          zoomHint={loaderData.zoomHint}
        />
        <div>
          <button className="button go">Save service</button>
        </div>
      </Form>
      <Form className="sheet offer" method="post">
        <p>
          {loaderData.off
            ? 'Switched off: guests do not see it.'
            : 'Open: guests see it and can book it.'}
        </p>
        <button className="button" name="deed" value={loaderData.off ? 'switch-on' : 'switch-off'}>
          {loaderData.off ? 'Switch on' : 'Switch off'}
        </button>
      </Form>
    </>
  );
}

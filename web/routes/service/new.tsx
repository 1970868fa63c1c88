import { data, Form, Link, redirect } from 'react-router';
import { readServiceForm } from '#services';
import { faultsByField } from '../../ui/field.tsx';
import { PageHead, Says } from '../../ui/page.tsx';
import { refusalOf, signedIn } from '../../visitor.ts';
import { withoutZoomWarning } from '../../words/not-at-hand.ts';
import { lengthHint } from '../../words/plan-warning.ts';
import type { Route } from './+types/new.ts';
import { ServiceFields, type Typed } from './service-fields.tsx';
import { defaultPlaceWords, typedIn } from './typed.ts';

export const meta: Route.MetaFunction = () => [{ title: 'New service · Parley' }];

const BLANK: Typed = {
  durationMinutes: '50',
  stepMinutes: '30',
  bufferBeforeMinutes: '0',
  bufferAfterMinutes: '10',
  noticeMinutes: '120',
  horizonDays: '60',
  capacity: '1',
  place: 'default',
};

export async function loader({ request, context }: Route.LoaderArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const { id, defaultPlace } = visitor.account;
  const row = await parley.conferencing.zoomRow(id);
  return {
    accountPlace: defaultPlaceWords(defaultPlace),
    lengthHint: lengthHint(row),
    zoomHint: withoutZoomWarning({ place: 'zoom' }, row),
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const typed = await typedIn(request);
  const refusal = refusalOf(visitor, 'change services and hours');
  if (refusal) return data({ typed, faults: { form: refusal } }, 403);
  const read = readServiceForm(typed, {
    ...visitor.account,
    largestCall: parley.conferencing.largestCall,
  });
  if (!read.ok) return data({ typed, faults: faultsByField(read.faults) }, 422);
  await parley.services.create(visitor.account.id, read.form);
  return redirect('/scheduling');
}

export default function NewService({ loaderData, actionData }: Route.ComponentProps) {
  const faults = actionData?.faults ?? {};
  return (
    <>
      <PageHead
        crumb={
          <>
            <Link to="/scheduling">Scheduling</Link> › New service
          </>
        }
        title="New service"
        lede="Something people can book with you. It is open as soon as you save it."
      />
      <Form className="sheet padded form" method="post" noValidate>
        {faults['form'] && <Says tone="bad">{faults['form']}</Says>}
        <ServiceFields
          typed={actionData?.typed ?? BLANK}
          faults={faults}
          accountPlace={loaderData.accountPlace}
          lengthHint={loaderData.lengthHint}
          zoomHint={loaderData.zoomHint}
        />
        <div>
          <button className="button go">Save service</button>
        </div>
      </Form>
    </>
  );
}

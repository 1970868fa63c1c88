import { data, Link } from 'react-router';
import { checkHours, type HoursFault } from '#availability';
import { posted } from '../../posted.ts';
import type { Faults } from '../../ui/field.tsx';
import { PageHead, Says } from '../../ui/page.tsx';
import { refusalOf, signedIn } from '../../visitor.ts';
import type { Route } from './+types/route.ts';
import { changed, draftIn, draftOf, hoursIn, readChange, type Draft } from './draft.ts';
import { HoursForm } from './hours-form.tsx';

export const meta: Route.MetaFunction = () => [{ title: 'Availability · Parley' }];

export async function loader({ request, context }: Route.LoaderArgs) {
  const { visitor } = await signedIn({ request, context });
  const { hours } = visitor.account;
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', hours.zone]);
  return { draft: draftOf(hours), zones: [...zones].toSorted() };
}

interface Answer {
  draft: Draft;
  faults: Faults;
  saved: boolean;
}

export async function action({ request, context }: Route.ActionArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const { fields, text } = await posted(request);
  const draft = draftIn(fields);
  const change = readChange(text('deed'));
  if (change) return data<Answer>({ draft: changed(draft, change), faults: {}, saved: false });
  const refusal = refusalOf(visitor, 'change services and hours');
  if (refusal) return data<Answer>({ draft, faults: { form: refusal }, saved: false }, 403);
  const checked = checkHours(hoursIn(draft));
  const faults = { ...(!checked.ok && faultsOf(draft, checked.faults)), ...datesTwice(draft) };
  if (!checked.ok || Object.keys(faults).length > 0) {
    return data<Answer>({ draft, faults, saved: false }, 422);
  }
  await parley.accounts.setHours(visitor.account.id, checked.hours);
  return data<Answer>({ draft: draftOf(checked.hours), faults: {}, saved: true });
}

/** Faults under the name of the day's part of the form: 'weekly.0', 'exceptions.2', 'zone'. */
function faultsOf(draft: Draft, faults: HoursFault[]): Faults {
  const found: Faults = {};
  for (const { field, message } of faults) {
    const [where = '', day = ''] = field.split('.');
    const index =
      where === 'weekly' ? Number(day) - 1 : draft.exceptions.findIndex(({ date }) => date === day);
    found[where === 'zone' ? where : `${where}.${index}`] ??= message;
  }
  return found;
}

function datesTwice({ exceptions }: Draft): Faults {
  const found: Faults = {};
  exceptions.forEach(({ date }, index) => {
    const first = exceptions.findIndex((other) => other.date === date);
    if (first < index) found[`exceptions.${index}`] = 'This date stands above already.';
  });
  return found;
}

export default function Availability({ loaderData, actionData }: Route.ComponentProps) {
  const faults = actionData?.faults ?? {};
  const wrong = Object.keys(faults).length > 0;
  return (
    <>
      <PageHead
        crumb={
          <>
            <Link to="/scheduling">Scheduling</Link> › Availability
          </>
        }
        title="Availability"
        lede="The hours people can book you. What is booked already stays where it is."
      />
      {actionData?.saved && <Says>Saved. Your page shows the new hours.</Says>}
      {wrong && (
        <Says tone="bad">
          {faults['form'] ??
            'Some hours cannot be read. They are marked below; nothing is saved yet.'}
        </Says>
      )}
      <HoursForm
        key={actionData?.saved ? 'saved' : 'draft'}
        given={actionData?.draft ?? loaderData.draft}
        zones={loaderData.zones}
        faults={faults}
      />
    </>
  );
}

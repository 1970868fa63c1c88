import { data, Form, Link } from 'react-router';
import { posted } from '../../posted.ts';
import { SelectField } from '../../ui/field.tsx';
import { PageHead, Says } from '../../ui/page.tsx';
import { refusalOf, signedIn } from '../../visitor.ts';
import { lengthWords } from '../../words/lengths.ts';
import type { Route } from './+types/route.ts';

export const meta: Route.MetaFunction = () => [{ title: 'Policy · Parley' }];

/** In days; 0 until they are deleted by hand. */
const KEPT_DAYS = [7, 30, 90, 365, 0];
const LONGEST_KEPT_DAYS = 3650;

const NOTICES = [0, 60, 120, 240, 720, 1440, 2880, 4320, 10080];

export async function loader({ request, context }: Route.LoaderArgs) {
  const { visitor } = await signedIn({ request, context });
  const { guestsMayChange, changeNoticeMinutes, recordingsKeptDays } = visitor.account;
  const minutes = NOTICES.includes(changeNoticeMinutes)
    ? NOTICES
    : [...NOTICES, changeNoticeMinutes].toSorted((a, b) => a - b);
  return {
    guestsMayChange,
    notice: String(changeNoticeMinutes),
    notices: minutes.map((value) => ({ value: String(value), label: noticeWords(value) })),
    kept: String(recordingsKeptDays),
    keptDays: [...new Set([...KEPT_DAYS, recordingsKeptDays])].map((days) => ({
      value: String(days),
      label: days === 0 ? 'Until a host deletes them' : `${days} days`,
    })),
    refusal: refusalOf(visitor, 'change the account'),
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const refusal = refusalOf(visitor, 'change the account');
  if (refusal) return data({ refusal }, 403);
  const { text } = await posted(request);
  const { id } = visitor.account;
  const notice = Math.trunc(Number(text('notice')));
  await parley.accounts.change(id, {
    guestsMayChange: text('guests-may-change') === 'yes',
    changeNoticeMinutes: Number.isFinite(notice) ? Math.min(Math.max(notice, 0), 43_200) : 0,
  });
  const kept = Number(text('recordings-kept'));
  if (Number.isInteger(kept) && text('recordings-kept') !== '' && kept >= 0)
    await parley.accounts.keepRecordings(id, Math.min(kept, LONGEST_KEPT_DAYS));
  return data({ refusal: undefined });
}

function noticeWords(minutes: number): string {
  if (minutes === 0) return 'Until the session begins';
  const length =
    minutes % 1440 === 0
      ? `${minutes / 1440} ${minutes === 1440 ? 'day' : 'days'}`
      : lengthWords(minutes);
  return `Until ${length} before`;
}

export default function Policy({ loaderData, actionData }: Route.ComponentProps) {
  const refusal = actionData?.refusal ?? loaderData.refusal;
  return (
    <>
      <PageHead
        crumb={
          <>
            <Link to="/scheduling">Scheduling</Link> › Policy
          </>
        }
        title="Policy"
        lede="What guests may change by themselves, which they read before they book, and how long recordings are kept."
      />
      {refusal && <Says tone="warn">{refusal}</Says>}
      {actionData && !refusal && <Says>Saved. It holds for booked sessions too.</Says>}
      <Form className="sheet padded form" method="post">
        <label className="choice">
          <input
            type="checkbox"
            name="guests-may-change"
            value="yes"
            defaultChecked={loaderData.guestsMayChange}
          />
          <span>Guests may move or cancel</span>
          <span className="hint">By the link in their mail. You are told each time.</span>
        </label>
        <SelectField
          label="Notice"
          name="notice"
          options={loaderData.notices}
          defaultValue={loaderData.notice}
          hint="After that, they write to you."
        />
        <SelectField
          label="Recordings of calls are kept"
          name="recordings-kept"
          options={loaderData.keptDays}
          defaultValue={loaderData.kept}
          hint="Counted from the end of each. A shorter time deletes older ones within a minute."
        />
        <div>
          <button className="button go" disabled={loaderData.refusal !== undefined}>
            Save policy
          </button>
        </div>
      </Form>
    </>
  );
}

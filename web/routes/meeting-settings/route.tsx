import { data, Form, Link } from 'react-router';
import { MEETING_CHOICES, type MeetingChoice } from '#accounts';
import { posted } from '../../posted.ts';
import { SelectField } from '../../ui/field.tsx';
import { PageHead, Says } from '../../ui/page.tsx';
import { refusalOf, signedIn } from '../../visitor.ts';
import { followWords, MEETING_SETTINGS } from '../../words/meeting-choices.ts';
import type { Route } from './+types/route.ts';

export const meta: Route.MetaFunction = () => [{ title: 'Meeting settings · Parley' }];

export async function loader({ request, context }: Route.LoaderArgs) {
  const { visitor } = await signedIn({ request, context });
  return {
    choices: visitor.account.meetings,
    refusal: refusalOf(visitor, 'change conferencing'),
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const refusal = refusalOf(visitor, 'change conferencing');
  if (refusal) return data({ refusal, follow: 0 }, 403);
  const { text } = await posted(request);
  const { meetings } = visitor.account;
  const chosen = (name: keyof typeof meetings): MeetingChoice =>
    MEETING_CHOICES.find((choice) => choice === text(name)) ?? meetings[name];
  await parley.accounts.setMeetings(visitor.account.id, {
    waitingRoom: chosen('waitingRoom'),
    passcode: chosen('passcode'),
    earlyEntry: chosen('earlyEntry'),
  });
  const follow = await parley.sessions.followSettings(visitor.account.id);
  return data({ refusal: undefined, follow });
}

export default function MeetingSettings({ loaderData, actionData }: Route.ComponentProps) {
  const refusal = actionData?.refusal ?? loaderData.refusal;
  return (
    <>
      <PageHead
        crumb={
          <>
            <Link to="/scheduling">Scheduling</Link> ›{' '}
            <Link to="/scheduling/conferencing">Conferencing</Link> › Meeting settings
          </>
        }
        title="Meeting settings"
        lede="How the meetings are set that Parley makes in Zoom. Each service can say otherwise."
      />
      {refusal && <Says tone="warn">{refusal}</Says>}
      {actionData && !refusal && (
        <Says>Saved. New meetings are set like this. {followWords(actionData.follow)}</Says>
      )}
      <Form className="sheet padded form" method="post">
        {MEETING_SETTINGS.map(({ name, label, hint, options }) => (
          <SelectField
            key={name}
            label={label}
            name={name}
            options={options}
            defaultValue={loaderData.choices[name]}
            hint={hint}
          />
        ))}
        <p className="soft small">
          Your Zoom account has the last word. Where it insists on something else, the session’s
          page says so.
        </p>
        <div>
          <button className="button go" disabled={loaderData.refusal !== undefined}>
            Save settings
          </button>
        </div>
      </Form>
    </>
  );
}

import { CopyButtons } from '../../comfort/copy.tsx';
import { operating } from '../../operating.ts';
import { PageHead, Says } from '../../ui/page.tsx';
import type { Route } from './+types/route.ts';
import { CheckPart } from './checks.tsx';
import './setup.css';
import { AddressPart, AppPart, EventPart, ListingPart, ScopePart, SettingPart } from './steps.tsx';

export const handle = { static: true };

export const meta: Route.MetaFunction = () => [{ title: 'Set up Zoom · Parley' }];

export async function loader({ request, context }: Route.LoaderArgs) {
  const { parley } = await operating({ request, context });
  const { check, ...enter } = parley.zoomSetup;
  const wantsCheck = new URL(request.url).searchParams.has('check');
  return {
    enter,
    appUrl: parley.config.appUrl,
    sandbox: parley.config.sandbox,
    checks: wantsCheck ? await check() : undefined,
  };
}

export default function SetUp({ loaderData }: Route.ComponentProps) {
  const { enter, appUrl, sandbox, checks } = loaderData;
  return (
    <>
      <PageHead
        crumb={
          <>
            <a href="/scheduling">Scheduling</a> ›{' '}
            <a href="/scheduling/conferencing">Conferencing</a> › Set up Zoom
          </>
        }
        title="Set up Zoom"
        lede={stateWords(enter.configured, sandbox)}
        deed={
          <a className="button" href="/setup/zoom/health">
            Zoom health
          </a>
        }
      />
      {!appUrl.startsWith('https:') && (
        <Says tone="warn">
          Zoom wants https. Set APP_URL to the address people will use; the addresses below follow
          it.
        </Says>
      )}
      <CheckPart configured={enter.configured} checks={checks} />
      <AppPart />
      <AddressPart enter={enter} />
      <ScopePart enter={enter} />
      <EventPart enter={enter} />
      <SettingPart />
      <ListingPart appUrl={appUrl} />
      <CopyButtons />
    </>
  );
}

function stateWords(configured: boolean, sandbox: boolean): string {
  if (sandbox) {
    return 'This Parley speaks to the sandbox beside it, not to Zoom. Here is what to enter at Zoom once, so that hosts can connect their own accounts.';
  }
  return configured
    ? 'This Parley has its app at Zoom. Here is what should be entered there, and whether it all fits together.'
    : 'Register an app at Zoom once, and every host here can connect their own account. It takes about ten minutes.';
}

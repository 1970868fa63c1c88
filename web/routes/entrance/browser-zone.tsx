import { useRouteLoaderData } from 'react-router';
import type { loader as rootLoader } from '../../root.tsx';

/** New hours are in the zone of whoever opens an account, which only their browser knows. */
export function BrowserZone() {
  const nonce = useRouteLoaderData<typeof rootLoader>('root')?.nonce;
  const fill =
    "document.getElementById('zone').value=Intl.DateTimeFormat().resolvedOptions().timeZone||'UTC'";
  return (
    <>
      <input type="hidden" name="zone" id="zone" defaultValue="UTC" />
      <script nonce={nonce} dangerouslySetInnerHTML={{ __html: fill }} />
    </>
  );
}

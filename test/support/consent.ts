import { sql } from 'kysely';
import type { Sandbox } from '../../sandbox/index.ts';
import type { Ids } from '#base';
import type { Conferencing } from '#conferencing';
import type { Db } from '#db';
import type { Authorized, Zoom } from '#zoom';
import type { Hosting } from './cast.ts';

/** Ties a Zoom person to an account: through the consent page and back, as a browser would go. */
export async function connectThrough(
  {
    sandbox,
    db,
    ids,
    zoom,
    conferencing,
  }: { sandbox: Sandbox; db: Db; ids: Ids; zoom: Zoom; conferencing: Conferencing },
  host: Hosting,
  person: string,
): Promise<Authorized> {
  const loginId = ids.id();
  const expires = Temporal.Instant.from('2099-01-01T00:00:00Z');
  await sql`insert into login (id, person_id, token, expires_at)
    values (${loginId}, ${host.personId}, ${ids.token()}, ${expires})`.execute(db);
  const address = await zoom.beginAuthorization(host.account.id, loginId);
  const form = new URLSearchParams([
    ...address.searchParams,
    ['person', person],
    ['decision', 'allow'],
  ]);
  const consent = await sandbox.app.request('/oauth/authorize', { method: 'POST', body: form });
  const callback = consent.headers.get('location');
  if (!callback) throw new Error(`Zoom did not send the browser back: ${consent.status}`);
  const authorized = await zoom.finishAuthorization(new URL(callback), loginId);
  if (authorized.ok) await conferencing.connect(authorized.accountId, authorized.grantId);
  return authorized;
}

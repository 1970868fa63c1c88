import { redirect } from 'react-router';
import { Failure } from '#base';
import { recordId } from '../../record-id.ts';
import { signedIn } from '../../visitor.ts';
import type { Route } from './+types/start.ts';

export const loader = ({ params }: Route.LoaderArgs) =>
  redirect(`/sessions/${recordId(params.id)}`);

/** The start address opens the meeting as its host, so it is fetched for this press and kept nowhere. */
export async function action({ request, context, params }: Route.ActionArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const found = await parley.sessions.show(visitor.account.id, recordId(params.id));
  if (!found) throw new Response('There is no such session in this account.', { status: 404 });
  try {
    const url = await parley.conferencing.startUrl(params.id);
    return redirect(url ?? `/sessions/${params.id}?said=no-start`);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    parley.log.warn({ sessionId: params.id, failure: error.code }, 'a start address was not given');
    const said = error.code === 'grant-lost' ? 'cut-off' : 'zoom-silent';
    return redirect(`/sessions/${params.id}?said=${said}`);
  }
}

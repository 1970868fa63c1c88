import { redirect, redirectDocument } from 'react-router';
import { requestContext } from '#http';
import { localPath } from '../../local-path.ts';
import { posted } from '../../posted.ts';
import type { Route } from './+types/route.ts';

export const loader = () => redirect('/');

export async function action({ request, context }: Route.ActionArgs) {
  const headers = await context.get(requestContext).parley.auth.signOut(request.headers);
  const next = localPath((await posted(request)).text('next'));
  return redirectDocument(next ?? '/', { headers });
}

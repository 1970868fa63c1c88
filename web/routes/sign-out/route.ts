import { redirect, redirectDocument } from 'react-router';
import { requestContext } from '#http';
import type { Route } from './+types/route.ts';

export const loader = () => redirect('/');

export async function action({ request, context }: Route.ActionArgs) {
  const headers = await context.get(requestContext).parley.auth.signOut(request.headers);
  return redirectDocument('/', { headers });
}

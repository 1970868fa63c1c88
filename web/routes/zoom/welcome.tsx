import { redirect } from 'react-router';
import { requestContext } from '#http';
import type { Route } from './+types/welcome.ts';

export const meta: Route.MetaFunction = () => [{ title: 'Zoom · Parley' }];

/** Zoom sent somebody here who is not signed in. What they do next, and where that leads. */
const WELCOMES: Record<string, { title: string; says: string; next: string }> = {
  added: {
    title: 'Parley is added in Zoom',
    says: 'One step is left: say which account should use it. Sign in and choose, or create an account first.',
    next: '/zoom/ended?how=added',
  },
  'signed-out': {
    title: 'You are signed out',
    says: 'So Zoom’s answer could not be attached to an account, and nothing has changed. Sign in and connect once more.',
    next: '/scheduling/conferencing',
  },
  declined: {
    title: 'Zoom was not connected',
    says: 'Parley was not allowed at Zoom, so nothing has changed. You can connect at any time.',
    next: '/scheduling/conferencing',
  },
};

export async function loader({ request, context }: Route.LoaderArgs) {
  const how = new URL(request.url).searchParams.get('how') ?? '';
  const welcome = Object.hasOwn(WELCOMES, how) ? WELCOMES[how] : undefined;
  if (!welcome) throw redirect('/sign-in');
  if (await context.get(requestContext).visitor()) throw redirect(welcome.next);
  return welcome;
}

export default function Welcome({ loaderData }: Route.ComponentProps) {
  const { title, says, next } = loaderData;
  const kept = `?next=${encodeURIComponent(next)}`;
  return (
    <>
      <h1>{title}</h1>
      <p className="soft">{says}</p>
      <p className="form">
        <a className="button go" href={`/sign-in${kept}`}>
          Sign in
        </a>
      </p>
      <p className="after">
        New here? <a href={`/sign-up${kept}`}>Create account</a>
      </p>
    </>
  );
}

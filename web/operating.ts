import type { RouterContextProvider } from 'react-router';
import { signedIn } from './visitor.ts';

/** Like `signedIn`, for pages of whoever runs this Parley. Everybody else reads why not. */
export async function operating(asked: {
  request: Request;
  context: Readonly<RouterContextProvider>;
}): ReturnType<typeof signedIn> {
  const known = await signedIn(asked);
  if (await known.parley.operator.is(known.visitor.person.id)) return known;
  throw new Response(
    'This page is for whoever runs this Parley: the person who signed up here first.',
    { status: 403 },
  );
}

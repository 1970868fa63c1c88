import { readHelp } from '#help';
import { PageHead } from '../../ui/page.tsx';
import type { Route } from './+types/page.ts';

export const meta = ({ loaderData }: Route.MetaArgs) => [
  { title: `${loaderData?.title ?? 'Nothing here'} · Help · Parley` },
  { name: 'description', content: loaderData?.lede },
];

export function loader({ params }: Route.LoaderArgs) {
  const page = readHelp(params.page);
  if (page) return page;
  throw new Response('There is no such help page. The list at /help has them all.', {
    status: 404,
  });
}

export default function Page({ loaderData: { title, lede, html } }: Route.ComponentProps) {
  return (
    <article>
      <PageHead title={title} lede={lede} />
      {/* Drawn from our own files alone. */}
      <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
    </article>
  );
}

import { HELP_PAGES, readHelp } from '#help';
import { PageHead } from '../../ui/page.tsx';
import type { Route } from './+types/route.ts';

export const meta: Route.MetaFunction = () => [
  { title: 'Help · Parley' },
  { name: 'description', content: 'How to use Parley, with Zoom and without.' },
];

export const loader = () =>
  HELP_PAGES.flatMap((name) => {
    const page = readHelp(name);
    return page ? [{ name, title: page.title, lede: page.lede }] : [];
  });

export default function HelpOverview({ loaderData: pages }: Route.ComponentProps) {
  return (
    <>
      <PageHead
        title="Help"
        lede="Parley gives your clients a page where they pick a time, and one link that stays right until you have met. Here is how it works, and what to do when something does not."
      />
      <ul className="sheet help-list">
        {pages.map(({ name, title, lede }) => (
          <li key={name}>
            <h2>
              <a href={`/help/${name}`}>{title}</a>
            </h2>
            <p className="soft">{lede}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

import figtree from '@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2?url';
import newsreader from '@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2?url';
import type { ReactNode } from 'react';
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteLoaderData,
} from 'react-router';
import { requestContext } from '#http';
import type { Route } from './+types/root.ts';
import { isStatic } from './static.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import { Trouble } from './ui/trouble.tsx';

const font = (href: string) => ({
  rel: 'preload',
  href,
  as: 'font',
  type: 'font/woff2',
  crossOrigin: 'anonymous' as const,
});

export const middleware: Route.MiddlewareFunction[] = [
  ({ context }) => {
    const { refusal } = context.get(requestContext);
    if (refusal) throw refusal;
  },
];

export const links: Route.LinksFunction = () => [font(figtree), font(newsreader)];

export const meta: Route.MetaFunction = () => [{ title: 'Parley' }];

export function loader({ context }: Route.LoaderArgs) {
  return { nonce: context.get(requestContext).nonce };
}

/** The nonce belongs to the first page alone; later answers must not bring another. */
export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useRouteLoaderData<typeof loader>('root')?.nonce;
  const withScripts = !isStatic(useMatches());
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#faf8f3" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#161613" />
        {withScripts && <meta property="csp-nonce" nonce={nonce} />}
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <Meta />
        <Links nonce={nonce} />
      </head>
      <body>
        {children}
        {withScripts && <ScrollRestoration nonce={nonce} />}
        {withScripts && <Scripts nonce={nonce} />}
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  if (!isRouteErrorResponse(error)) return <Trouble kind="failed" />;
  return <Trouble kind={error.status === 404 ? 'unknown' : 'refused'} says={wordsOf(error.data)} />;
}

function wordsOf(data: unknown): string | undefined {
  return typeof data === 'string' && data !== '' && !data.startsWith('Error:') ? data : undefined;
}

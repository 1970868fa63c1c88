/** The page that was wanted before signing in. */
export function nextPath(request: Request): string | undefined {
  return localPath(new URL(request.url).searchParams.get('next'));
}

/** Where to go after signing in: only ever a page of ours. */
export function localPath(wanted: string | null): string | undefined {
  // Browsers read '//host', '/\host' and '/<tab>/host' as another site.
  if (!wanted?.startsWith('/') || wanted.startsWith('//')) return undefined;
  const plain = [...wanted].every((letter) => letter > ' ' && letter !== '\\');
  return plain ? wanted : undefined;
}

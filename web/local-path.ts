/** Where to go after signing in: only ever a page of ours. */
export function localPath(wanted: string | null): string | undefined {
  // Browsers read '//host', '/\host' and '/<tab>/host' as another site.
  if (!wanted?.startsWith('/') || wanted.startsWith('//')) return undefined;
  const plain = [...wanted].every((letter) => letter > ' ' && letter !== '\\');
  return plain ? wanted : undefined;
}

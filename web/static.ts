/**
 * Whether a page is sent without scripts, because one of its routes says so:
 * `export const handle = { static: true }`.
 */
export function isStatic(
  matches: readonly { handle?: unknown; route?: { handle?: unknown } }[],
): boolean {
  return matches.some((match) => {
    const handle = match.handle ?? match.route?.handle;
    return (
      typeof handle === 'object' && handle !== null && 'static' in handle && handle.static === true
    );
  });
}

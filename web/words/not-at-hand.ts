import type { ZoomRow } from '#conferencing';
import type { Service } from '#services';
import type { Happening } from '#sessions';

const WHY: Record<string, string> = {
  'not-set-up': 'Zoom was not set up on this server',
  'not-connected': 'Zoom was not connected',
  lost: 'Parley’s access to Zoom had ended',
};

/** Why a call stood in for Zoom, as the first half of a sentence; undefined where none did. */
export function notAtHandWords(why: unknown): string | undefined {
  return typeof why === 'string' ? WHY[why] : undefined;
}

/** On the page of a session that is held in a call because Zoom was not at hand; whatever was chosen later counts. */
export function standsInNote(
  place: 'built-in' | 'zoom' | 'words',
  happenings: readonly Happening[],
): string | undefined {
  const last = happenings.findLast(
    ({ kind, facts }) =>
      kind === 'place-changed' || kind === 'stays-built-in' || 'insteadOfZoom' in facts,
  );
  const why = place === 'built-in' ? notAtHandWords(last?.facts['insteadOfZoom']) : undefined;
  return why && `${why}, so this session takes place in a built-in call.`;
}

const NOW: Partial<Record<ZoomRow['state'], string>> = {
  'not-configured': 'Zoom is not set up on this server',
  'not-connected': 'Zoom is not connected',
  'action-required': 'Parley’s access to Zoom has ended',
};

/** What a host should know of a service that is always held in Zoom, while Zoom is not at hand. */
export function withoutZoomWarning(
  { place }: Pick<Service, 'place'>,
  row: ZoomRow,
): string | undefined {
  const why = place === 'zoom' ? NOW[row.state] : undefined;
  return why && `${why}: until that is mended, new sessions take place in a built-in call.`;
}

import { PERMISSIONS, type Permission } from '#conferencing';

/** What becomes of sessions when a right is missing. */
const NEEDED_FOR: Record<Permission, string> = {
  know: 'Without it nobody can tell whose Zoom account this is.',
  make: 'Without it no session gets a meeting.',
  read: 'Without it changes you make in Zoom go unnoticed, and Start does not work.',
  move: 'Without it a moved session keeps its old time in Zoom.',
  remove: 'Without it meetings of cancelled sessions stay in Zoom.',
  list: 'Without it a meeting can be made twice when an answer of Zoom gets lost.',
};

/** 'Zoom left out the right to remove meetings. Without it …', one sentence pair for each right. */
export function missingWords(missing: readonly Permission[]): string[] {
  return missing.map(
    (permission) =>
      `Zoom left out the right to ${PERMISSIONS[permission]}. ${NEEDED_FOR[permission]}`,
  );
}

export function isPermission(word: string): word is Permission {
  return Object.hasOwn(PERMISSIONS, word);
}

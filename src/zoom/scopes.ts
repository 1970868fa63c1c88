/** One thing Parley does at Zoom, and what allows it. */
export interface Permission {
  words: string;
  /**
   * Any one of them allows it: the granular one that new apps have, and the classic ones that apps
   * from before 2024 keep until people authorize again.
   */
  scopes: readonly [granular: string, ...classic: string[]];
}

const NEEDED: readonly Permission[] = [
  {
    words: 'see who you are',
    scopes: ['user:read:user', 'user:read', 'user:write', 'user_profile', 'user_info:read'],
  },
  { words: 'make meetings', scopes: ['meeting:write:meeting', 'meeting:write'] },
  { words: 'read meetings', scopes: ['meeting:read:meeting', 'meeting:read'] },
  { words: 'move meetings', scopes: ['meeting:update:meeting', 'meeting:write'] },
  { words: 'remove meetings', scopes: ['meeting:delete:meeting', 'meeting:write'] },
  { words: 'list meetings', scopes: ['meeting:read:list_meetings', 'meeting:read'] },
];

/** Without these everything works; Zoom sends the events they belong to only to apps that have them. */
const WELCOME: readonly Permission[] = [
  {
    words: 'hear who comes and goes',
    scopes: ['meeting:read:participant', 'meeting:read', 'meeting:write'],
  },
];

/** The granular scopes to tick in the app's settings at Zoom. */
export const SCOPES = [...NEEDED, ...WELCOME].map(({ words, scopes: [scope] }) => ({
  scope,
  words,
}));

/** The permissions that are not among the granted ones, in words with the scope to tick. Empty when all are there. */
export function missingPermissions(granted: string): string[] {
  // RFC 6749, 5.1: an answer that names no scope granted all that was asked for.
  if (granted.trim() === '') return [];
  const have = new Set(granted.split(/\s+/));
  return NEEDED.filter(({ scopes }) => !scopes.some((scope) => have.has(scope))).map(
    ({ words, scopes }) => `${words} (${scopes[0]})`,
  );
}

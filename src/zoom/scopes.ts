import { PERMISSIONS, type Permission } from '#conferencing';

type Scopes = readonly [granular: string, ...classic: string[]];

/**
 * What Parley does at Zoom, and the scopes of which any one allows it: the granular one that new
 * apps have, and the classic ones that apps from before 2024 keep until people authorize again.
 */
const NEEDED: Record<Permission, Scopes> = {
  know: ['user:read:user', 'user:read', 'user:write', 'user_profile', 'user_info:read'],
  make: ['meeting:write:meeting', 'meeting:write'],
  read: ['meeting:read:meeting', 'meeting:read'],
  move: ['meeting:update:meeting', 'meeting:write'],
  remove: ['meeting:delete:meeting', 'meeting:write'],
  list: ['meeting:read:list_meetings', 'meeting:read'],
};
const ALL = Object.keys(NEEDED) as Permission[];

/** Without it everything works; Zoom sends these events only to apps that have it. */
const WELCOME = { scope: 'meeting:read:participant', words: 'hear who comes and goes' };

/** The granular scopes to tick in the app's settings at Zoom. */
export const SCOPES = [...ALL.map(withScope), WELCOME];

/** The granular scope of a permission, and what it is for. */
export function withScope(permission: Permission): { scope: string; words: string } {
  return { scope: NEEDED[permission][0], words: PERMISSIONS[permission] };
}

/** The permissions that are not among the granted scopes. Empty when all are there. */
export function missingPermissions(granted: string): Permission[] {
  // RFC 6749, 5.1: an answer that names no scope granted all that was asked for.
  if (granted.trim() === '') return [];
  const have = new Set(granted.split(/\s+/));
  return ALL.filter((permission) => !NEEDED[permission].some((scope) => have.has(scope)));
}

/** What Zoom's refusal of a scope means to a host; undefined for a scope that Parley does not need. */
export function permissionOf(scope: string): Permission | undefined {
  return ALL.find((permission) => NEEDED[permission].includes(scope.trim()));
}

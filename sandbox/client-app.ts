/** The app as it stands in Zoom's Marketplace: one per sandbox. */
export interface ClientApp {
  name: string;
  clientId: string;
  clientSecret: string;
  /** The allow list; compared to the letter. */
  redirectUris: string[];
  scopes: string[];
  /** Those of `scopes` a person may leave out. */
  optionalScopes: string[];
}

/** What a scheduling product needs; granular, user-managed (no `:admin`). */
export const defaultScopes = [
  'meeting:delete:meeting',
  'meeting:read:list_meetings',
  'meeting:read:meeting',
  'meeting:read:participant',
  'meeting:update:meeting',
  'meeting:update:status',
  'meeting:write:meeting',
  'user:read:settings',
  'user:read:user',
];

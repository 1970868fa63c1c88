export {
  createAccounts,
  holdersOfRow,
  toAccount,
  type Account,
  type Accounts,
  type Furnish,
  type Settings,
} from './accounts.ts';
export { MEETING_CHOICES, type MeetingChoice, type MeetingChoices } from './meeting-settings.ts';
export { createMembers, type Invited, type Member, type Members } from './members.ts';
export { mayDo, type Deed, type Role } from './permissions.ts';
export { createApiKeys, type ApiKey, type ApiKeys } from './api-keys.ts';
export { firstFree, slugFrom } from './slug.ts';

export { createNotices, type NewNotice, type Notices } from './notices.ts';
export type { Fate, Undelivered } from './fates.ts';
export type { NoticeFacts, SessionFacts } from './facts.ts';
export type { Letter, Mailer } from './mailer.ts';
export { createPostOffice } from './post-office.ts';
export { createMailbox, type Mailbox } from './mailbox.ts';
export { calendarFile, type CalendarMethod } from './calendar.ts';

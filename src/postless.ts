import { Failure } from '#base';
import type { Mailer } from '#notices';

/** For whoever runs the place; the health page says the same. */
export const POSTLESS =
  'SMTP_URL is not set, so no mail is sent. Letters wait for a day, and are then given up.';

/** Takes no letter, so that none counts as sent. */
export const noPostOffice: Mailer = {
  async send() {
    throw new Failure('no-post-office', { retry: 'later', detail: POSTLESS });
  },
};

import type { Switches } from '../switches.ts';

export const switchTexts: Record<keyof Switches, string> = {
  skipConsent: 'Skip the consent page when the app is installed with the same scopes',
  decline: 'Declining goes back',
  refreshGraceMs: 'A replaced refresh token is taken for so many milliseconds',
  revokeTakesExpired: 'Revoking works with an expired access token',
  published: 'The app is published, so app_deauthorized is sent',
  deauthorizedShape: 'Shape of app_deauthorized',
  rateLimits: 'Rate limits hold',
  rateHeaders: 'Rate-limit headers and Retry-After are sent',
  xmlErrors: 'Errors are XML when the request does not accept application/json',
  listLagMs: 'The list lags behind by so many milliseconds',
  refuseDeleteRunning: 'Deleting a running meeting is refused (3002)',
  refuseDeleteEnded: 'Deleting an ended meeting is refused (3007)',
  basicHostsReportChanges: 'Basic hosts send meeting.updated and meeting.deleted too',
  webhookDelayMs: 'Webhooks come late by so many milliseconds',
  webhooksDoubled: 'Webhooks come twice',
  webhooksOutOfOrder: 'Webhooks come out of order',
  webhooksSilent: 'No webhooks come',
};

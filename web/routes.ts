import { index, layout, route, type RouteConfig } from '@react-router/dev/routes';

export default [
  index('routes/front/route.tsx'),

  layout('routes/entrance/layout.tsx', [
    route('sign-up', 'routes/sign-up/route.tsx'),
    route('sign-in', 'routes/sign-in/route.tsx'),
    route('sign-in/link', 'routes/sign-in/link.tsx'),
    route('reset-password', 'routes/reset-password/route.tsx'),
    route('reset-password/:token', 'routes/reset-password/new-password.tsx'),
    route('zoom/welcome', 'routes/zoom/welcome.tsx'),
  ]),
  layout('routes/help/layout.tsx', [
    route('help', 'routes/help/route.tsx'),
    route('help/:page', 'routes/help/page.tsx'),
  ]),
  route('sign-out', 'routes/sign-out/route.ts'),

  layout('routes/host/layout.tsx', [
    route('sessions', 'routes/sessions/route.tsx'),
    route('sessions/:id', 'routes/session/route.tsx'),
    route('sessions/:id/move', 'routes/session/move.tsx'),
    route('sessions/:id/start', 'routes/session/start.ts'),
    route('scheduling', 'routes/scheduling/route.tsx'),
    route('scheduling/services/new', 'routes/service/new.tsx'),
    route('scheduling/services/:id', 'routes/service/route.tsx'),
    route('scheduling/availability', 'routes/availability/route.tsx'),
    route('scheduling/policy', 'routes/policy/route.tsx'),
    route('scheduling/conferencing', 'routes/conferencing/route.tsx'),
    route('scheduling/conferencing/meetings', 'routes/meeting-settings/route.tsx'),
    route('account', 'routes/account/route.tsx'),
    route('setup/zoom', 'routes/setup/route.tsx'),
    route('setup/zoom/health', 'routes/setup/health.tsx'),
    route('accounts/new', 'routes/accounts/new.tsx'),
    route('zoom/ended', 'routes/zoom/ended.tsx'),
  ]),
  route('zoom/connect', 'routes/zoom/connect.ts'),
  route('zoom/callback', 'routes/zoom/callback.ts'),
  route('accounts/switch', 'routes/accounts/switch.ts'),

  route('dev/mailbox', 'routes/mailbox/route.tsx'),
  route('dev/mailbox/:id', 'routes/mailbox/letter.tsx'),

  route('b/:token', 'routes/booking/route.tsx'),
  route('b/:token/move', 'routes/booking/move.tsx'),
  route('b/:token/cancel', 'routes/booking/cancel.tsx'),
  route('b/:token/call', 'routes/call/guest.tsx'),
  route('b/:token/call/ticket', 'routes/call/guest-ticket.ts'),
  route('b/:token/call/relay', 'routes/call/guest-relay.ts'),
  route('sessions/waiting', 'routes/host/waiting.ts'),
  route('sessions/:id/call', 'routes/call/host.tsx'),
  route('sessions/:id/call/ticket', 'routes/call/host-ticket.ts'),
  route('sessions/:id/call/relay', 'routes/call/host-relay.ts'),
  route('b/:token/calendar.ics', 'routes/booking/calendar.ts'),
  route(':account', 'routes/account-page/route.tsx'),
  route(':account/:service', 'routes/booking-page/route.tsx'),
  route('*', 'routes/unknown/route.tsx'),
] satisfies RouteConfig;

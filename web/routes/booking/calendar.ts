import { requestContext } from '#http';
import { PRIVATE } from '../../private-headers.ts';
import type { Route } from './+types/calendar.ts';

/** The booking as a file for the guest's calendar. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const { sessions } = context.get(requestContext).parley;
  const file = await sessions.calendarFile(params.token);
  if (!file)
    return new Response('This link does not lead to a booking.', { status: 404, headers: PRIVATE });
  return new Response(file, {
    headers: {
      ...PRIVATE,
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'attachment; filename="session.ics"',
    },
  });
}

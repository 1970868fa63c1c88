import { z } from 'zod';
import { answerBooking, bookingAnswer, refuseTaken } from './booking-answer.ts';
import { line, prose, slug, start, token, zone } from './fields.ts';
import { guestOperation } from './operation.ts';
import { refuse } from './problems.ts';

const ofToken = z.object({ token });
const noBooking = () => refuse('not-found', 'No booking has this token.');

export const bookingOperations = [
  guestOperation({
    id: 'book',
    method: 'post',
    path: '/accounts/{account}/services/{service}/bookings',
    summary: 'Book a seat at a free time',
    params: z.object({ account: slug, service: slug }),
    headers: z.object({
      'Idempotency-Key': z
        .string()
        .regex(/^[\x21-\x7e]{1,255}$/, 'Use 1 to 255 visible ASCII characters, such as a UUID.')
        .optional()
        .meta({
          description:
            'The same key and body again get the first answer again, and no second booking.',
        }),
    }),
    body: z.strictObject({
      start,
      guest: z.strictObject({ name: line(120), email: z.email().max(254), timezone: zone }),
      note: prose(2000).default(''),
    }),
    status: 201,
    answer: bookingAnswer,
    refusals: ['not-found', 'switched-off', 'slot-taken', 'key-reused'],
    async handle({ sessions }, { params, headers, body }) {
      const { epochMilliseconds: fromMs } = body.start;
      const offer = await sessions.offer(params, { fromMs, toMs: fromMs });
      if (!offer) return refuse('not-found', 'There is no such service.');
      const { account, service } = offer;
      const { name, email, timezone } = body.guest;
      const booked = await sessions.book(account, service, {
        start: body.start,
        guest: { name, email, zone: timezone },
        note: body.note,
        key: headers['Idempotency-Key'],
      });
      if (booked.ok) return { ok: true, body: answerBooking(booked.booking) };
      switch (booked.reason) {
        case 'slot-taken':
          return refuseTaken(booked.nearest);
        case 'key-reused':
          return refuse(
            'key-reused',
            'This key was used for another booking request. Use a new one.',
          );
        case 'switched-off':
          return refuse('switched-off', `“${service.name}” takes no bookings at present.`);
      }
    },
  }),

  guestOperation({
    id: 'findBooking',
    method: 'get',
    path: '/bookings/{token}',
    summary: 'A booking as it stands',
    params: ofToken,
    answer: bookingAnswer,
    refusals: ['not-found'],
    async handle({ sessions }, { params }) {
      const booking = await sessions.find(params.token);
      return booking ? { ok: true, body: answerBooking(booking) } : noBooking();
    },
  }),

  guestOperation({
    id: 'moveBooking',
    method: 'post',
    path: '/bookings/{token}/move',
    summary: 'Move a booking to another free time; its links stay the same',
    params: ofToken,
    body: z.strictObject({ start }),
    answer: bookingAnswer,
    refusals: ['not-found', 'slot-taken', 'cancelled', 'change-not-allowed'],
    async handle({ sessions }, { params, body }) {
      const moved = await sessions.move(params.token, body.start, 'guest');
      if (moved.ok) return { ok: true, body: answerBooking(moved.booking) };
      switch (moved.reason) {
        case 'slot-taken':
          return refuseTaken(moved.nearest);
        case 'not-allowed':
          return refuse('change-not-allowed', moved.why);
        case 'cancelled':
          return refuse(
            'cancelled',
            'This booking has been cancelled. Book again to choose another time.',
          );
        case 'not-found':
          return noBooking();
      }
    },
  }),

  guestOperation({
    id: 'cancelBooking',
    method: 'post',
    path: '/bookings/{token}/cancel',
    summary: 'Cancel a booking; cancelling twice is the same as once',
    params: ofToken,
    body: z.strictObject({ reason: prose(1000).default('') }),
    bodyOptional: true,
    answer: bookingAnswer,
    refusals: ['not-found', 'change-not-allowed'],
    async handle({ sessions }, { params, body }) {
      const cancelled = await sessions.cancel(params.token, body.reason, 'guest');
      if (cancelled.ok) return { ok: true, body: answerBooking(cancelled.booking) };
      return cancelled.reason === 'not-allowed'
        ? refuse('change-not-allowed', cancelled.why)
        : noBooking();
    },
  }),
];

import type { TicketAnswer } from '#calls';
import { PRIVATE } from '../../private-headers.ts';

export function tellTicket(answer: TicketAnswer): Response {
  return Response.json(answer, { status: statusOf(answer), headers: PRIVATE });
}

function statusOf(answer: TicketAnswer): number {
  if (answer.ok) return 200;
  return answer.reason === 'too-often' ? 429 : 409;
}

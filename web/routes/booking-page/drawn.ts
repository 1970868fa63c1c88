import type { MiddlewareFunction } from 'react-router';
import { requestContext } from '#http';
import { readAsked } from '../../picker/asked.ts';
import { findOffer, foundContext } from './find-offer.ts';

interface Drawn {
  html: string;
  headers: Headers;
}

/**
 * Looks up what is offered. Where the very page has been drawn from it before, that one is sent: a
 * link shared with many is asked for far more often than anything on its page changes.
 */
export const drawOnce: MiddlewareFunction<Response> = async (
  { request, params, context },
  next,
) => {
  const { parley } = context.get(requestContext);
  const asked = readAsked(request, 'UTC');
  const found = await findOffer(parley, params, asked);
  context.set(foundContext, found);
  // The other steps hold a key of their own, and are asked for once.
  const isPicker = asked.startMs === undefined && !asked.choosesZone;
  if (request.method !== 'GET' || found.found !== 'service' || !isPicker) return await next();

  const { offer } = found;
  const { place } = await parley.conferencing.placeFor(offer.account, offer.service);
  const question = `page ${request.url} ${asked.zone} ${asked.zoneFrom} ${place}`;
  const { before, keep } = offer.made<Drawn>(question);
  if (before) return new Response(before.html, { headers: before.headers });

  const response = await next();
  if (response.status !== 200) return response;
  const page = { html: await response.text(), headers: response.headers };
  keep(page);
  return new Response(page.html, page);
};

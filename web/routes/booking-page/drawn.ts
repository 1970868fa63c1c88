import type { MiddlewareFunction } from 'react-router';
import { requestContext } from '#http';
import { readAsked } from '../../picker/asked.ts';
import { findOffer, foundContext } from './find-offer.ts';

interface Drawn {
  html: string;
  headers: Headers;
}

const MINUTE_MS = 60_000;
const PAGES_KEPT = 500;

/** Of one minute: starts, notice and horizon are whole minutes, so within one the same facts make the same page. */
let drawn = { minute: 0, pages: new Map<string, Drawn>() };

/**
 * Looks up what is offered. Where the very page has been drawn from it before, that one is sent: a
 * link shared with many is asked for far more often than anything on its page changes.
 */
export const drawOnce: MiddlewareFunction<Response> = async (
  { request, params, context },
  next,
) => {
  const { parley } = context.get(requestContext);
  const found = await findOffer(parley, params, request);
  context.set(foundContext, found);
  if (request.method !== 'GET' || found.found !== 'service' || !isPicker(request))
    return await next();

  const { account, service } = found.offer;
  const { place } = await parley.conferencing.placeFor(account, service);
  const key = [request.url, request.headers.get('cookie'), place, found.offer.stamp].join('\n');
  const pages = pagesOf(parley.clock.now());
  const before = pages.get(key);
  if (before) return new Response(before.html, { headers: before.headers });

  const response = await next();
  if (response.status !== 200 || found.offer.lookedFurther()) return response;
  const page = { html: await response.text(), headers: response.headers };
  pages.set(key, page);
  return new Response(page.html, page);
};

/** The other steps hold a key of their own, and are asked for once. */
function isPicker(request: Request): boolean {
  const { startMs, choosesZone } = readAsked(request, 'UTC');
  return startMs === undefined && !choosesZone;
}

/** Another map for each minute: what is still being drawn when one ends goes with it. */
function pagesOf(now: Temporal.Instant): Map<string, Drawn> {
  const minute = Math.floor(now.epochMilliseconds / MINUTE_MS);
  if (minute !== drawn.minute || drawn.pages.size >= PAGES_KEPT)
    drawn = { minute, pages: new Map() };
  return drawn.pages;
}

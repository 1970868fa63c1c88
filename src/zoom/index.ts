export type { LastTry } from './beginnings.ts';
export { createWebhook } from './webhook.ts';
export type { Check } from './checks.ts';
export { createZoomSetup, type ZoomSetup } from './setup.ts';
export { reseal, type Resealed } from './reseal.ts';
export { createZoom, type Authorized, type Zoom, type ZoomParts } from './zoom.ts';

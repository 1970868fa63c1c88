export { createWebhook } from './webhook.ts';
export { reseal, type Resealed } from './reseal.ts';
export { createZoom, type Authorized, type Zoom, type ZoomParts } from './zoom.ts';

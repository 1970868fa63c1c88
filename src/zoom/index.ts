export { createWebhook } from './webhook.ts';
export { createZoom, type Authorized, type Zoom, type ZoomParts } from './zoom.ts';

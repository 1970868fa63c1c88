/** The public JSON API, version 1, and its OpenAPI document. Mounted at /api/v1. */
export { createApi } from './api.ts';
export type { ApiParts } from './operation.ts';

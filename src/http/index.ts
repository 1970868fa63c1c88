export { requestContext, type Parley, type RequestContext, type Visitor } from './parley.ts';
export { createHttpApp, type HttpParts, type Readiness } from './app.ts';
export { ACCOUNT_COOKIE } from './visitor.ts';

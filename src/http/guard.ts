import type { Context, MiddlewareHandler } from 'hono';
import { csrf } from 'hono/csrf';
import { NONCE, secureHeaders } from 'hono/secure-headers';
import type { Config } from '#config';

/** Headers that keep our pages ours. */
export function guard(config: Config): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: [ownScripts, NONCE],
      styleSrc: ["'self'", NONCE],
      styleSrcAttr: ["'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      mediaSrc: ["'self'", 'blob:'],
      connectSrc: ["'self'", ...mediaServer(config)],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: ["'self'"],
      // No form-action: browsers apply it to every redirect after a post, and Connect leads to Zoom.
    },
    permissionsPolicy: {
      camera: ['self'],
      microphone: ['self'],
      displayCapture: ['self'],
      geolocation: [],
      payment: [],
    },
    // A booking's address is its key and goes to no other site. With 'no-referrer' browsers would
    // hide the origin of our own forms too, and we could not tell them from foreign ones.
    referrerPolicy: 'same-origin',
    strictTransportSecurity: config.appUrl.startsWith('https:'),
  });
}

/** Its client asks over HTTP too where the socket is refused, to learn why. */
function mediaServer({ livekitUrl }: Config): string[] {
  return livekitUrl ? [livekitUrl, livekitUrl.replace(/^ws/, 'http')] : [];
}

/** The blur of a call's background is a compiled program. Nowhere else is there one. */
function ownScripts(c: Context): string {
  return c.req.path.endsWith('/call') ? "'self' 'wasm-unsafe-eval'" : "'self'";
}

/** Forms may only come from our own pages. Behind a proxy, ours is the address people see. */
export function ownOriginOnly(config: Config): MiddlewareHandler {
  const ours = new URL(config.appUrl).origin;
  return csrf({ origin: (origin, c) => origin === ours || origin === new URL(c.req.url).origin });
}

/** The number used once by this answer's inline scripts. */
export function nonceOf(c: Context): string {
  return c.get('secureHeadersNonce') as string;
}

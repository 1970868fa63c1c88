/** A booking's address is its key: nobody keeps a copy of the page, and no search engine lists it. */
export const PRIVATE = { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex, nofollow' };

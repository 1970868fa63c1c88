/** A booking's address is its key: nobody keeps a copy of what it answers, and no search engine lists it. */
export const PRIVATE = { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex, nofollow' };

/**
 * How Node is told to be sparing with memory. Without the first, the space for short-lived objects grows to
 * a hundred megabytes under load and stays so. The second is far more than Parley needs: V8 lets a heap
 * that may grow to gigabytes fill up to four times what is in use before it clears it. Neither costs any
 * speed that we could measure.
 */
export const sparing = ['--max-semi-space-size=4', '--max-old-space-size=512'];

/** glibc otherwise keeps a heap for every thread, and much of what they held while WebAssembly was compiled. */
export const sparingEnv = { MALLOC_ARENA_MAX: '1' };

/**
 * How Node is told to be sparing with memory: without it the space for short-lived objects grows to
 * a hundred megabytes under load and stays so, for no speed that we could measure.
 */
export const sparing = ['--max-semi-space-size=4'];

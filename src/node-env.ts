/**
 * Imported before anything else. React is several times slower unless it is told that this is no
 * workshop, also where ours is not "production" (a laptop with the sandbox). What the operator said
 * is kept for our own settings.
 */
export const givenNodeEnv = process.env.NODE_ENV;
process.env.NODE_ENV = 'production';

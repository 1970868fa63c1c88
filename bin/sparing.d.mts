export const sparing: string[];
export const sparingEnv: { MALLOC_ARENA_MAX: string };

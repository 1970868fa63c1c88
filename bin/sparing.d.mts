export const sparing: string[];

import type { Ids } from '#base';

/**
 * Ids and tokens that count up: the first id ends in 1, the first token too. Two of them in one
 * database need different series (0 to 65535).
 */
export function testIds(series = 0): Ids {
  let ids = 0;
  let tokens = 0;
  const prefix = series.toString(16).padStart(4, '0');
  return {
    id() {
      ids += 1;
      return `00000000-${prefix}-7000-8000-${ids.toString(16).padStart(12, '0')}`;
    },
    token() {
      tokens += 1;
      return `token-${prefix}-${String(tokens).padStart(11, '0')}`;
    },
  };
}

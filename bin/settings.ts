import { readConfig, type Config } from '#config';
import { orRefuse } from '../src/cannot-start.ts';

/** The settings Parley itself would start with; a wrong one ends the program with one line. */
export const settings = (): Promise<Config> => orRefuse(() => readConfig(process.env));

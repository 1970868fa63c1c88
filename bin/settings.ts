import { ConfigError, readConfig, type Config } from '#config';

/** The settings Parley itself would start with; a wrong one ends the program with one line. */
export function settings(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/**
 * How this Zoom behaves in general. Where the facts about Zoom leave a question open, the switch offers every
 * answer that has been seen, and rests on the one that is hardest for a client.
 */
export interface Switches {
  /** Skip the consent page for a person who has the app with the same scopes. */
  skipConsent: boolean;
  decline: 'with state' | 'without state' | 'stay on Zoom';
  /** For how long a replaced refresh token is still taken, ms. */
  refreshGraceMs: number;
  revokeTakesExpired: boolean;
  /** Published apps send app_deauthorized; private ones and apps in development do not. */
  published: boolean;
  deauthorizedShape: 'observed 2025' | 'documented 2026' | 'documented 2019';
  rateLimits: boolean;
  rateHeaders: boolean;
  /** Errors come as XML unless the request accepts application/json. */
  xmlErrors: boolean;
  /** How long the list does not know of a meeting made or deleted, ms. */
  listLagMs: number;
  refuseDeleteRunning: boolean;
  refuseDeleteEnded: boolean;
  /** Zoom promises meeting.updated and meeting.deleted for Pro hosts only. */
  basicHostsReportChanges: boolean;
  webhookDelayMs: number;
  webhooksDoubled: boolean;
  /** Every second event is held back for five seconds, so that the next one overtakes it. */
  webhooksOutOfOrder: boolean;
  webhooksSilent: boolean;
}

export function restingSwitches(): Switches {
  return {
    skipConsent: true,
    decline: 'with state',
    refreshGraceMs: 0,
    revokeTakesExpired: false,
    published: true,
    deauthorizedShape: 'observed 2025',
    rateLimits: true,
    rateHeaders: false,
    xmlErrors: true,
    listLagMs: 0,
    refuseDeleteRunning: true,
    refuseDeleteEnded: false,
    basicHostsReportChanges: false,
    webhookDelayMs: 0,
    webhooksDoubled: false,
    webhooksOutOfOrder: false,
    webhooksSilent: false,
  };
}

export const choices: Partial<Record<keyof Switches, readonly string[]>> = {
  decline: ['with state', 'without state', 'stay on Zoom'],
  deauthorizedShape: ['observed 2025', 'documented 2026', 'documented 2019'],
};

/** Takes values as JSON or as form texts. Answers what it could not use. */
export function turnSwitches(switches: Switches, wanted: Record<string, unknown>): string[] {
  const refused: string[] = [];
  for (const [name, value] of Object.entries(wanted)) {
    const read = readSwitch(switches, name, value);
    if (read === undefined) refused.push(name);
    else Object.assign(switches, { [name]: read });
  }
  return refused;
}

function readSwitch(switches: Switches, name: string, value: unknown): unknown {
  if (!Object.hasOwn(switches, name)) return undefined;
  const key = name as keyof Switches;
  const allowed = choices[key];
  if (allowed) return allowed.includes(String(value)) ? value : undefined;
  if (typeof switches[key] === 'boolean') {
    if (value === true || value === 'true' || value === 'on') return true;
    return value === false || value === 'false' || value === 'off' ? false : undefined;
  }
  const ms = Number(value);
  return Number.isFinite(ms) && ms >= 0 && value !== '' ? ms : undefined;
}

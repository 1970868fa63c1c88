import { meetingFields, settingFields } from './meeting-fields.ts';

/** What a create or update asks for, checked. */
export interface MeetingRequest {
  topic?: string;
  type?: 1 | 2 | 3 | 8 | 10;
  start_time?: string;
  timezone?: string;
  duration?: number;
  agenda?: string;
  password?: string;
  default_password?: boolean;
  pre_schedule?: boolean;
  schedule_for?: string;
  recurrence?: unknown;
  tracking_fields?: unknown;
  settings?: Record<string, unknown>;
}

export type Checked =
  | { ok: true; request: MeetingRequest; ignored: string[] }
  | { ok: false; errors: { field: string; message: string }[] };

/** Unknown fields are let through unused, as Zoom does; wrong ones are refused. */
export function checkMeetingRequest(body: Record<string, unknown>): Checked {
  const outer = checkFields(body, meetingFields, '');
  const { settings } = body;
  const inner =
    typeof settings === 'object' && settings !== null
      ? checkFields(settings as Record<string, unknown>, settingFields, 'settings.')
      : nothing;
  const errors = [...outer.errors, ...inner.errors];
  if (errors.length > 0) return { ok: false, errors };
  const request = { ...outer.known, ...(settings ? { settings: inner.known } : {}) };
  return { ok: true, request, ignored: [...outer.ignored, ...inner.ignored] };
}

/** The instant a `start_time` means; wall time counts in the zone. */
export function startInstant(startTime: string, zone: string): number {
  if (startTime.endsWith('Z')) return Temporal.Instant.from(startTime).epochMilliseconds;
  return Temporal.PlainDateTime.from(startTime).toZonedDateTime(zone).epochMilliseconds;
}

interface Sifted {
  known: Record<string, unknown>;
  ignored: string[];
  errors: { field: string; message: string }[];
}

const nothing: Sifted = { known: {}, ignored: [], errors: [] };

function checkFields(
  given: Record<string, unknown>,
  table: Record<string, (value: unknown) => boolean>,
  prefix: string,
): Sifted {
  const sifted: Sifted = { known: {}, ignored: [], errors: [] };
  for (const [name, value] of Object.entries(given)) {
    const fits = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!fits) sifted.ignored.push(prefix + name);
    else if (fits(value)) sifted.known[name] = value;
    else {
      const message = `Invalid parameter: ${name}.`;
      sifted.errors.push({ field: prefix + name, message });
    }
  }
  return sifted;
}

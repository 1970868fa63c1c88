/**
 * Whether a call is recorded, and who agreed. Nothing is recorded before everybody who is in has agreed;
 * whoever comes later is asked too, and until they have answered the recording rests. Pure.
 */
import type { RecordingView, WhyNotRecorded } from './messages.ts';

/** Somebody said yes. */
export interface Agreement {
  name: string;
  role: 'host' | 'guest';
  at: Temporal.Instant;
}

export interface Recording {
  id: string;
  /** The seat of the host whose browser records, and their person. */
  by: string;
  personId: string;
  name: string;
  /** By seat. Whoever leaves and comes again is asked again. */
  agreed: ReadonlyMap<string, Agreement>;
  /** Begun once everybody's yes is kept. */
  begun: 'no' | 'being-kept' | 'yes';
}

export interface InTheCall {
  id: string;
  name: string;
  role: 'host' | 'guest';
}

export function askedBy(
  host: InTheCall & { who: string },
  { id, at }: { id: string; at: Temporal.Instant },
): Recording {
  const { name, role } = host;
  // Whoever asks agrees by asking.
  const agreed = new Map([[host.id, { name, role, at }]]);
  return { id, by: host.id, personId: host.who, name, agreed, begun: 'no' };
}

export function withAgreement(
  recording: Recording,
  { id, name, role }: InTheCall,
  at: Temporal.Instant,
): Recording {
  return { ...recording, agreed: new Map(recording.agreed).set(id, { name, role, at }) };
}

/** What is left of it when somebody goes: leaving is no consent. */
export function without(
  recording: Recording,
  { id, name }: InTheCall,
): Recording | { off: WhyNotRecorded; name: string } {
  if (id === recording.by) return { off: 'recorder-left', name };
  if (recording.begun === 'no' && !recording.agreed.has(id)) return { off: 'refused', name };
  const agreed = new Map(recording.agreed);
  agreed.delete(id);
  return { ...recording, agreed };
}

export function everybodyAgreed({ agreed }: Recording, inside: InTheCall[]): boolean {
  return inside.every(({ id }) => agreed.has(id));
}

export function viewOf(recording: Recording, inside: InTheCall[]): RecordingView {
  const { id, by, name, agreed, begun } = recording;
  const rests = everybodyAgreed(recording, inside) ? 'on' : 'paused';
  return { is: begun === 'yes' ? rests : 'asking', id, by, name, agreed: [...agreed.keys()] };
}

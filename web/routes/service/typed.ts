import type { ServiceForm } from '#services';
import { posted } from '../../posted.ts';
import type { Typed } from './service-fields.tsx';

/** How a service stands in its form. */
export function typedOf(form: ServiceForm): Typed {
  return {
    name: form.name,
    description: form.description,
    durationMinutes: String(form.durationMinutes),
    stepMinutes: String(form.stepMinutes),
    bufferBeforeMinutes: String(form.bufferBeforeMinutes),
    bufferAfterMinutes: String(form.bufferAfterMinutes),
    noticeMinutes: String(form.noticeMinutes),
    horizonDays: String(form.horizonDays),
    capacity: String(form.capacity),
    place: form.place,
    placeWords: form.placeWords,
    waitingRoom: form.waitingRoom,
    passcode: form.passcode,
    earlyEntry: form.earlyEntry,
  };
}

/** What was posted, trimmed. An emptied number counts as not given, so that its default holds. */
export async function typedIn(request: Request): Promise<Typed> {
  const { fields } = await posted(request);
  const texts = [...fields].map(([name, value]) => [name, value.trim()] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== ''));
}

/** The account's default place as a choice explains it. */
export function defaultPlaceWords(place: 'built-in' | 'zoom'): string {
  return place === 'zoom' ? 'Zoom' : 'built-in calls';
}

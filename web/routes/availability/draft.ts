import type { Hours, Span } from '#availability';

/** Hours as they stand in the form: any text may be in any field. */
export interface Draft {
  zone: string;
  /** Seven days, Monday first. */
  weekly: SpanDraft[][];
  exceptions: { date: string; spans: SpanDraft[] }[];
}

export type SpanDraft = { start: string; end: string };

/** A press of "Add" or "Remove", as the value of its button. */
export type Change =
  | { do: 'add-span'; at: string }
  | { do: 'remove-span'; at: string; index: number }
  | { do: 'add-date' }
  | { do: 'remove-date'; index: number };

/** Browsers' time fields know no 24:00; as an end, 00:00 can mean nothing else. */
const MIDNIGHT = '24:00';

export function draftOf(hours: Hours): Draft {
  const shown = (spans: readonly Span[] = []) =>
    spans.map(({ start, end }) => ({ start, end: end === MIDNIGHT ? '00:00' : end }));
  return {
    zone: hours.zone,
    weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => shown(hours.weekly[day])),
    exceptions: Object.entries(hours.exceptions)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([date, spans]) => ({ date, spans: shown(spans) })),
  };
}

/** Reads the fields the form names: 'weekly.0.1.start', 'exceptions.2.date', 'exceptions.2.0.end'. */
export function draftIn(fields: ReadonlyMap<string, string>): Draft {
  const text = (name: string) => fields.get(name)?.trim();
  const spansAt = (path: string) =>
    listWhile((index) => {
      const start = text(`${path}.${index}.start`);
      return start === undefined ? undefined : { start, end: text(`${path}.${index}.end`) ?? '' };
    });
  return {
    zone: text('zone') ?? '',
    weekly: [0, 1, 2, 3, 4, 5, 6].map((day) => spansAt(`weekly.${day}`)),
    exceptions: listWhile((index) => {
      const date = text(`exceptions.${index}.date`);
      return date === undefined ? undefined : { date, spans: spansAt(`exceptions.${index}`) };
    }),
  };
}

/** What `checkHours` reads. Days written twice are told apart before: an object keeps only one. */
export function hoursIn(draft: Draft): { zone: string; weekly: object; exceptions: object } {
  const spans = (list: SpanDraft[]) =>
    list.map(({ start, end }) => ({ start, end: end === '00:00' ? MIDNIGHT : end }));
  return {
    zone: draft.zone,
    weekly: Object.fromEntries(draft.weekly.map((list, day) => [String(day + 1), spans(list)])),
    exceptions: Object.fromEntries(draft.exceptions.map((day) => [day.date, spans(day.spans)])),
  };
}

export function readChange(deed: string): Change | undefined {
  const [what, at = '', index = ''] = deed.split(' ');
  if (what === 'add-span') return { do: what, at };
  if (what === 'remove-span') return { do: what, at, index: Number(index) };
  if (what === 'add-date') return { do: what };
  if (what === 'remove-date') return { do: what, index: Number(at) };
  return undefined;
}

/** The draft with a span or a date more or less. `at` is 'weekly.0' (Monday) or 'exceptions.2'. */
export function changed(draft: Draft, change: Change): Draft {
  switch (change.do) {
    case 'add-span':
      return withSpans(draft, change.at, (spans) => [...spans, nextSpan(spans.at(-1))]);
    case 'remove-span':
      return withSpans(draft, change.at, (spans) => spans.filter((_, i) => i !== change.index));
    case 'add-date':
      return { ...draft, exceptions: [...draft.exceptions, { date: '', spans: [] }] };
    case 'remove-date':
      return { ...draft, exceptions: draft.exceptions.filter((_, i) => i !== change.index) };
  }
}

/** The draft with another date in one of the exceptions. */
export function withDate(draft: Draft, index: number, date: string): Draft {
  return {
    ...draft,
    exceptions: draft.exceptions.map((day, i) => (i === index ? { ...day, date } : day)),
  };
}

/** The draft with other spans at one day. */
export function withSpans(
  draft: Draft,
  at: string,
  edit: (spans: SpanDraft[]) => SpanDraft[],
): Draft {
  const [where, number] = at.split('.');
  const index = Number(number);
  if (where === 'weekly') {
    return { ...draft, weekly: draft.weekly.map((list, i) => (i === index ? edit(list) : list)) };
  }
  return {
    ...draft,
    exceptions: draft.exceptions.map((day, i) =>
      i === index ? { ...day, spans: edit(day.spans) } : day,
    ),
  };
}

/** After a morning comes an afternoon: an hour's pause, then three hours, where the day has room. */
function nextSpan(last: SpanDraft | undefined): SpanDraft {
  if (!last) return { start: '09:00', end: '17:00' };
  const hour = Number(last.end.slice(0, 2));
  if (!(hour > 0 && hour < 20)) return { start: '', end: '' };
  const minutes = last.end.slice(2);
  const at = (later: number) => `${String(hour + later).padStart(2, '0')}${minutes}`;
  return { start: at(1), end: at(4) };
}

function listWhile<T>(read: (index: number) => T | undefined): T[] {
  const list: T[] = [];
  for (let index = 0; index < 500; index += 1) {
    const item = read(index);
    if (item === undefined) break;
    list.push(item);
  }
  return list;
}

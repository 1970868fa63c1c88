import type { MouseEvent } from 'react';
import type { SpanDraft } from './draft.ts';

interface Props {
  spans: SpanDraft[];
  /** 'weekly.0' or 'exceptions.2': where they stand in the form. */
  at: string;
  day: string;
  closed: string;
  fault: string | undefined;
  press: (event: MouseEvent<HTMLButtonElement>) => void;
  edit: (edit: (spans: SpanDraft[]) => SpanDraft[]) => void;
}

/** The hours of one day: any number of spans, or closed. */
export function DaySpans(props: Props) {
  const { spans, at, day, fault, press } = props;
  return (
    <div className="hours-spans">
      {spans.length === 0 && <p className="soft">{props.closed}</p>}
      {spans.map((span, index) => {
        const name = `${at}.${index}`;
        return <SpanFields key={name} {...props} span={span} index={index} name={name} />;
      })}
      {fault && (
        <p className="fault" id={`${at}-fault`}>
          {fault}
        </p>
      )}
      <button
        className="button quiet add"
        name="deed"
        value={`add-span ${at}`}
        onClick={press}
        aria-label={`Add hours on ${day}`}
      >
        Add hours
      </button>
    </div>
  );
}

function SpanFields(props: Props & { span: SpanDraft; index: number; name: string }) {
  const { span, index, at, day, fault } = props;
  const set = (part: keyof SpanDraft, value: string) =>
    props.edit((list) =>
      list.map((other, i) => (i === index ? { ...other, [part]: value } : other)),
    );
  const field = (part: keyof SpanDraft, label: string) => (
    <input
      className="input"
      type="time"
      name={`${props.name}.${part}`}
      aria-label={label}
      aria-invalid={fault ? true : undefined}
      aria-describedby={fault ? `${at}-fault` : undefined}
      value={span[part]}
      onChange={({ target }) => set(part, target.value)}
    />
  );
  const times = `${span.start || 'these hours'} to ${span.end || 'the end'}`;
  return (
    <div className="hours-span">
      {field('start', `${day}, from`)}
      <span className="soft">to</span>
      {field('end', `${day}, until`)}
      <button
        className="button quiet"
        name="deed"
        value={`remove-span ${at} ${index}`}
        onClick={props.press}
        aria-label={`Remove ${times} on ${day}`}
      >
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
          <path d="M2 2l10 10M12 2L2 12" stroke="currentColor" strokeWidth="1.5" />
        </svg>
      </button>
    </div>
  );
}

import { useState, type MouseEvent } from 'react';
import { Form } from 'react-router';
import { SelectField, type Faults } from '../../ui/field.tsx';
import { WEEKDAYS } from '../../words/days.ts';
import { DaySpans } from './day-spans.tsx';
import { changed, readChange, withDate, withSpans, type Draft } from './draft.ts';
import './availability.css';

/**
 * Weekly hours and single dates. Adding and removing happens on the spot where scripts run; without
 * them the same buttons send the form, and the server answers with the changed draft.
 */
export function HoursForm(props: { given: Draft; zones: string[]; faults: Faults }) {
  const [draft, setDraft] = useState(props.given);
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    const change = readChange(event.currentTarget.value);
    if (!change) return;
    event.preventDefault();
    setDraft(changed(draft, change));
  };
  const editing: Editing = { draft, setDraft, press, faults: props.faults };
  return (
    <Form className="hours" method="post" noValidate>
      {/* Return in a field presses the first button: it must be the one that saves. */}
      <button className="unseen" tabIndex={-1} aria-hidden="true">
        Save
      </button>
      <Week {...editing} zones={props.zones} />
      <Dates {...editing} />
      <div>
        <button className="button go">Save hours</button>
      </div>
    </Form>
  );
}

interface Editing {
  draft: Draft;
  setDraft: (draft: Draft) => void;
  press: (event: MouseEvent<HTMLButtonElement>) => void;
  faults: Faults;
}

function Week({ zones, ...editing }: Editing & { zones: string[] }) {
  const { draft, setDraft, faults } = editing;
  return (
    <section className="sheet" aria-labelledby="week">
      <header>
        <h2 id="week">Weekly hours</h2>
        <SelectField
          label="Time zone"
          name="zone"
          value={draft.zone}
          fault={faults['zone']}
          onChange={(event) => setDraft({ ...draft, zone: event.target.value })}
          options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        />
      </header>
      {draft.weekly.map((spans, index) => {
        const day = WEEKDAYS[index] ?? '';
        const at = `weekly.${index}`;
        return (
          <fieldset className="hours-day" key={day}>
            <legend>{day}</legend>
            <DaySpans spans={spans} closed="Closed" day={day} {...spansOf(editing, at)} />
          </fieldset>
        );
      })}
    </section>
  );
}

function Dates(editing: Editing) {
  return (
    <section className="sheet" aria-labelledby="dates">
      <header>
        <div>
          <h2 id="dates">Other dates</h2>
          <p className="soft small">
            Holidays, a late evening: on these dates only what stands here counts.
          </p>
        </div>
        <button className="button" name="deed" value="add-date" onClick={editing.press}>
          Add a date
        </button>
      </header>
      {editing.draft.exceptions.map((_, index) => {
        const at = `exceptions.${index}`;
        return <OneDate key={at} index={index} {...editing} />;
      })}
    </section>
  );
}

function OneDate({ index, ...editing }: Editing & { index: number }) {
  const { draft, setDraft, press } = editing;
  const { date = '', spans = [] } = draft.exceptions[index] ?? {};
  const day = date || 'this date';
  const at = `exceptions.${index}`;
  return (
    <fieldset className="hours-day">
      <legend className="unseen">{date || 'New date'}</legend>
      <div className="hours-date">
        <input
          className="input"
          type="date"
          name={`${at}.date`}
          aria-label="Date"
          value={date}
          onChange={({ target }) => setDraft(withDate(draft, index, target.value))}
        />
        <button
          className="button quiet"
          name="deed"
          value={`remove-date ${index}`}
          onClick={press}
          aria-label={`Remove ${day}`}
        >
          Remove
        </button>
      </div>
      <DaySpans spans={spans} closed="Closed all day" day={day} {...spansOf(editing, at)} />
    </fieldset>
  );
}

/** What the hours of one day share with the form they stand in. */
function spansOf({ draft, setDraft, press, faults }: Editing, at: string) {
  return {
    at,
    press,
    fault: faults[at],
    edit: (edit: Parameters<typeof withSpans>[2]) => setDraft(withSpans(draft, at, edit)),
  };
}

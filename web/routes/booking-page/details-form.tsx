import { TextArea, TextField } from '../../ui/field.tsx';
import { Says } from '../../ui/page.tsx';
import type { ChosenTime } from './describe-time.ts';

/** The last step: the chosen time, and who comes. */
export function DetailsForm({ time }: { time: ChosenTime }) {
  return (
    <div className="details" data-zone={time.zone} data-zone-guess={time.zoneIsGuess || undefined}>
      <div className="chosen">
        <h2 className="when">
          {time.day}
          <br />
          {time.hours}
        </h2>
        <p className="reading">
          <a href={time.zoneHref}>{time.zoneWords}</a>
          {time.seats && ` · ${time.seats}`} · <a href={time.backHref}>Choose another time</a>
        </p>
      </div>
      {time.trouble && <Says tone="bad">{time.trouble}</Says>}
      {time.free ? <Form time={time} /> : <Taken time={time} />}
    </div>
  );
}

function Form({ time: { typed, faults, ...time } }: { time: ChosenTime }) {
  const first = faults.name ? 'name' : faults.email ? 'email' : faults.note ? 'note' : undefined;
  return (
    <form method="post" noValidate className="form">
      <Hidden time={time} />
      <TextField
        label="Name"
        name="name"
        autoComplete="name"
        required
        maxLength={120}
        defaultValue={typed.name}
        fault={faults.name}
        autoFocus={first === 'name'}
      />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="email"
        required
        defaultValue={typed.email}
        hint="We send the link there, and nothing else but this session’s news."
        fault={faults.email}
        autoFocus={first === 'email'}
      />
      <TextArea
        label="Note (optional)"
        name="note"
        rows={3}
        defaultValue={typed.note}
        fault={faults.note}
        autoFocus={first === 'note'}
      />
      <div className="bar">
        <button className="button go">Book</button>
      </div>
    </form>
  );
}

/** Somebody was faster. The words typed so far go along to whichever time is taken instead. */
function Taken({ time }: { time: ChosenTime }) {
  return (
    <div className="taken">
      <Says tone="warn">This time is not free any more. Nothing was booked.</Says>
      {time.nearest.length > 0 && (
        <form method="post" className="nearest">
          <Hidden time={{ ...time, start: undefined }} />
          <input type="hidden" name="deed" value="take another time" />
          <input type="hidden" name="name" value={time.typed.name} />
          <input type="hidden" name="email" value={time.typed.email} />
          <input type="hidden" name="note" value={time.typed.note} />
          <h3>The nearest free times</h3>
          <div className="times">
            {time.nearest.map((near) => (
              <button key={near.start} name="start" value={near.start}>
                {near.words}
              </button>
            ))}
          </div>
        </form>
      )}
      <p>
        <a href={time.backHref}>See all free times</a>
      </p>
    </div>
  );
}

function Hidden({ time }: { time: { start: string | undefined; zone: string; key: string } }) {
  return (
    <>
      {time.start && <input type="hidden" name="start" value={time.start} />}
      <input type="hidden" name="zone" value={time.zone} />
      <input type="hidden" name="key" value={time.key} />
    </>
  );
}

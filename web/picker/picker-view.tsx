import type { DayTimes, Link, Picker, Square } from './fill-picker.ts';
import type { Time } from './times.ts';
import { WEEKDAYS } from '../words/days.ts';

/** Free times as a month or as a list. Plain links: it works as it is sent. */
export function PickerView({ picker }: { picker: Picker }) {
  return (
    <div
      className={`picker ${picker.view}`}
      data-zone={picker.zone}
      data-zone-guess={picker.zoneIsGuess || undefined}
    >
      <div className="choose-day">
        <div className="month-head">
          <h2 id="month">{picker.title}</h2>
          <nav aria-label="Months">
            <Step link={picker.earlier} way="earlier" />
            <Step link={picker.later} way="later" />
          </nav>
        </div>
        {picker.view === 'month' && <Month weeks={picker.weeks} />}
        {picker.empty && (
          <p className="none">
            {picker.empty.words}{' '}
            {picker.empty.next && (
              <a href={picker.empty.next.href}>See {picker.empty.next.words}</a>
            )}
          </p>
        )}
        <p className="reading">
          Times in <a href={picker.zoneHref}>{picker.zoneWords}</a> ·{' '}
          <a href={picker.otherView.href}>{picker.otherView.words}</a>
        </p>
      </div>
      {picker.days.length > 0 && (
        <div className="choose-time" id="times">
          {picker.days.map((day) => (
            <Day key={day.id} day={day} />
          ))}
        </div>
      )}
    </div>
  );
}

/** Start times as buttons to press, for a day or as offers. */
export function TimeLinks({ times }: { times: readonly Time[] }) {
  return times.map((time) => (
    <a key={time.href} href={time.href}>
      {time.label}
      {time.seats && <small>{time.seats}</small>}
    </a>
  ));
}

function Day({ day }: { day: DayTimes }) {
  return (
    <section className="day" aria-labelledby={day.id}>
      <h3 id={day.id}>{day.words}</h3>
      <div className="times">
        <TimeLinks times={day.times} />
      </div>
    </section>
  );
}

function Month({ weeks }: { weeks: Picker['weeks'] }) {
  return (
    <table className="cal" aria-labelledby="month">
      <thead>
        <tr>
          {WEEKDAYS.map((name) => (
            <th key={name} scope="col" abbr={name}>
              {name.slice(0, 2)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.number ?? 0}>{week.map(cell)}</tr>
        ))}
      </tbody>
    </table>
  );
}

/** Called, not mounted: a month is drawn for every request, and forty components cost more than forty elements. */
function cell(square: Square | undefined, index: number) {
  if (!square) return <td key={index}>{undefined}</td>;
  if (!square.href) {
    return (
      <td key={index}>
        <span>{square.number}</span>
      </td>
    );
  }
  return (
    <td key={index}>
      <a href={square.href} aria-label={square.label} aria-current={square.chosen && 'date'}>
        {square.number}
      </a>
    </td>
  );
}

function Step({ link, way }: { link: Link | undefined; way: 'earlier' | 'later' }) {
  const arrow = (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d={way === 'earlier' ? 'M12 4.5 6.5 10l5.5 5.5' : 'm8 4.5 5.5 5.5L8 15.5'} />
    </svg>
  );
  if (!link) return <span className="step">{arrow}</span>;
  return (
    <a className="step" href={link.href} rel="nofollow" aria-label={link.words}>
      {arrow}
    </a>
  );
}

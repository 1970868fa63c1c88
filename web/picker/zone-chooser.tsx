import type { ZoneChoice } from './zones.ts';

/** All zones of the world in one native list: typing a city's first letters finds it. */
export function ZoneChooser({ choice }: { choice: ZoneChoice }) {
  return (
    <form method="get" className="form zone-form">
      <h2>Your time zone</h2>
      {choice.kept.map(({ name, value }) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="field">
        <label htmlFor="zone">Show times as in</label>
        <select id="zone" name="zone" className="input" defaultValue={choice.chosen}>
          {choice.groups.map((group) => (
            <optgroup key={group.name} label={group.name}>
              {group.zones.map(({ zone, words }) => (
                <option key={zone} value={zone}>
                  {words}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        <p className="hint">Open the list and type the first letters of a large city near you.</p>
      </div>
      <div className="bar">
        <button className="button go">Use this time zone</button>
        <a className="button quiet" href={choice.backHref}>
          Leave it as it is
        </a>
      </div>
    </form>
  );
}

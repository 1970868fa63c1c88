import { Choices, SelectField, TextArea, TextField, type Faults } from '../../ui/field.tsx';
import { SERVICE_MEETING_SETTINGS } from '../../words/meeting-choices.ts';
import './service.css';

/** What stands in the form: as typed, so that nothing is lost over a fault. */
export type Typed = Record<string, string>;

interface Props {
  typed: Typed;
  faults: Faults;
  /** The account's default place, in words. */
  accountPlace: string;
  /** What the host's Zoom plan makes of long sessions. */
  lengthHint: string | undefined;
  /** What a host should know before choosing Zoom. */
  zoomHint: string | undefined;
}

const MINUTES = { type: 'number', inputMode: 'numeric', min: 0, unit: 'minutes' } as const;
const NUMBER = { type: 'number', inputMode: 'numeric', min: 1 } as const;

/** Everything a host says about a service. */
export function ServiceFields(props: Props) {
  const field = fieldOf(props);
  return (
    <>
      <TextField label="Name" {...field('name')} maxLength={120} required />
      <TextArea
        label="Description"
        {...field('description')}
        hint="What you do together, in your own words. Guests read it before they book."
        maxLength={2000}
      />
      <div className="pair">
        <TextField
          label="Length"
          {...field('durationMinutes')}
          {...MINUTES}
          hint={props.lengthHint}
          required
        />
        <TextField label="Start times every" {...field('stepMinutes')} {...MINUTES} required />
      </div>
      <TextField
        label="Guests in one session"
        {...field('capacity')}
        {...NUMBER}
        unit="at most"
        hint="More than one makes it a group: guests book places in the same session."
        required
      />
      <PlaceFields {...props} />
      <MeetingFields {...props} />
      <RuleFields {...props} />
    </>
  );
}

function PlaceFields({ typed, faults, accountPlace, zoomHint }: Props) {
  const field = fieldOf({ typed, faults });
  return (
    <>
      <Choices
        label="Where it takes place"
        name="place"
        chosen={typed['place'] ?? 'default'}
        fault={faults['place']}
        choices={[
          { value: 'default', label: 'Account default', hint: `At the moment: ${accountPlace}.` },
          {
            value: 'built-in',
            label: 'Built-in call',
            hint: 'In the browser, whatever the default is. Nothing to install.',
          },
          {
            value: 'zoom',
            label: 'Zoom',
            hint: `A meeting in your own Zoom account, whatever the default is.${zoomHint ? ` ${zoomHint}` : ''}`,
          },
          { value: 'words', label: 'Somewhere else', hint: 'An address, a phone number, a link.' },
        ]}
      />
      <div className="place-words">
        <TextField
          label="The place"
          {...field('placeWords')}
          hint="Guests read exactly this."
          maxLength={500}
        />
      </div>
    </>
  );
}

/** For services that may be held in Zoom. */
function MeetingFields({ typed, faults }: Props) {
  const field = fieldOf({ typed, faults });
  return (
    <details className="meeting-fields">
      <summary>Zoom meeting settings</summary>
      {SERVICE_MEETING_SETTINGS.map(({ name, label, hint, options }) => (
        <SelectField key={name} label={label} {...field(name)} options={options} hint={hint} />
      ))}
    </details>
  );
}

function RuleFields({ typed, faults }: Props) {
  const field = fieldOf({ typed, faults });
  return (
    <>
      <div className="pair">
        <TextField label="Pause before" {...field('bufferBeforeMinutes')} {...MINUTES} />
        <TextField label="Pause after" {...field('bufferAfterMinutes')} {...MINUTES} />
      </div>
      <div className="pair">
        <SelectField
          label="Notice"
          {...field('noticeMinutes')}
          options={noticeOptions(typed['noticeMinutes'])}
          hint="How long before it starts it can still be booked."
        />
        <TextField label="Bookable ahead" {...field('horizonDays')} {...NUMBER} unit="days" />
      </div>
    </>
  );
}

/** What ties an input to what was typed there and what is wrong with it. */
function fieldOf({ typed, faults }: Pick<Props, 'typed' | 'faults'>) {
  return (name: string) => ({ name, defaultValue: typed[name], fault: faults[name] });
}

const NOTICES = [
  { value: '0', label: 'Until the last minute' },
  { value: '30', label: '30 minutes' },
  { value: '60', label: '1 hour' },
  { value: '120', label: '2 hours' },
  { value: '240', label: '4 hours' },
  { value: '720', label: '12 hours' },
  { value: '1440', label: '1 day' },
  { value: '2880', label: '2 days' },
  { value: '10080', label: '1 week' },
];

/** Set elsewhere, a notice may be any number of minutes; it must not change by saving the form. */
function noticeOptions(current: string | undefined) {
  if (!current || NOTICES.some(({ value }) => value === current)) return NOTICES;
  return [...NOTICES, { value: current, label: `${current} minutes` }];
}

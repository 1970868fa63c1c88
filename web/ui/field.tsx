import type { ComponentProps, ReactNode } from 'react';

/** Faults by the name of their field, in words. */
export type Faults = Record<string, string | undefined>;

export function faultsByField(faults: { field: string; message: string }[]): Faults {
  return Object.fromEntries(faults.map(({ field, message }) => [field, message]).reverse());
}

interface Labelled {
  label: string;
  name: string;
  hint?: ReactNode;
  fault?: string | undefined;
}

/** A single line to type in. `unit` stands behind it: "minutes". */
export function TextField({
  label,
  name,
  hint,
  fault,
  unit,
  ...input
}: Labelled & { unit?: string } & ComponentProps<'input'>) {
  const control = (
    <input className="input" name={name} {...input} {...tied({ name, hint, fault })} />
  );
  return (
    <Frame label={label} name={name} hint={hint} fault={fault}>
      {unit ? (
        <span className="unit">
          {control} {unit}
        </span>
      ) : (
        control
      )}
    </Frame>
  );
}

export function TextArea({
  label,
  name,
  hint,
  fault,
  ...area
}: Labelled & ComponentProps<'textarea'>) {
  return (
    <Frame label={label} name={name} hint={hint} fault={fault}>
      <textarea className="input" name={name} {...area} {...tied({ name, hint, fault })} />
    </Frame>
  );
}

export function SelectField({
  label,
  name,
  hint,
  fault,
  options,
  ...select
}: Labelled & { options: { value: string; label: string }[] } & ComponentProps<'select'>) {
  return (
    <Frame label={label} name={name} hint={hint} fault={fault}>
      <select className="input" name={name} {...select} {...tied({ name, hint, fault })}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

/** One of several, each with a line that says what it means. */
export function Choices(props: {
  label: string;
  name: string;
  chosen: string;
  fault?: string | undefined;
  choices: { value: string; label: string; hint?: string; disabled?: boolean }[];
  onChoose?: (value: string) => void;
}) {
  return (
    <fieldset className="field">
      <legend>{props.label}</legend>
      {props.choices.map((choice) => (
        <label className="choice" key={choice.value}>
          <input
            type="radio"
            name={props.name}
            value={choice.value}
            defaultChecked={choice.value === props.chosen}
            disabled={choice.disabled}
            onChange={() => props.onChoose?.(choice.value)}
          />
          <span>{choice.label}</span>
          {choice.hint && <span className="hint">{choice.hint}</span>}
        </label>
      ))}
      {props.fault && <p className="fault">{props.fault}</p>}
    </fieldset>
  );
}

function Frame({ label, name, hint, fault, children }: Labelled & { children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {children}
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p className="fault" id={`${name}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}

function tied({ name, hint, fault }: Omit<Labelled, 'label'>) {
  const described = [fault && `${name}-fault`, hint && `${name}-hint`].filter(Boolean).join(' ');
  return {
    id: name,
    'aria-invalid': fault ? true : undefined,
    'aria-describedby': described || undefined,
  };
}

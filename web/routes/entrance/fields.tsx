import { TextField } from '../../ui/field.tsx';

/** By which somebody signs in: what a password manager looks for. */
export function EmailField(props: {
  typed?: string | undefined;
  fault?: string | undefined;
  /** It is known, and no other will do. */
  given?: boolean;
}) {
  return (
    <TextField
      label="E-mail"
      name="email"
      type="email"
      autoComplete="username"
      defaultValue={props.typed}
      fault={props.fault}
      readOnly={props.given}
      required
    />
  );
}

export function NewPasswordField({ fault }: { fault?: string | undefined }) {
  return (
    <TextField
      label="Password"
      name="password"
      type="password"
      autoComplete="new-password"
      hint="At least 8 characters. A short sentence is easier to keep than a riddle."
      fault={fault}
      required
    />
  );
}

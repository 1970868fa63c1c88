import { Form } from 'react-router';
import { TextField } from '../../ui/field.tsx';
import { Row } from '../../ui/row.tsx';
import './account.css';

interface Key {
  id: string;
  name: string;
  facts: string;
}

/** Keys for programs that work with the account from outside. */
export function ApiKeys(props: {
  keys: Key[];
  newKey: string | undefined;
  fault: string | undefined;
}) {
  const { keys, newKey, fault } = props;
  return (
    <section className="part" aria-labelledby="api-keys">
      <h2 id="api-keys">API keys</h2>
      <p className="soft">
        For your own programs: a key speaks for this account.{' '}
        <a href="/api/v1/openapi.json">What the API can do</a>
      </p>
      {newKey && (
        <div className="says new-key" aria-live="polite">
          <p>Here is your key. Copy it now; it is shown only this once.</p>
          <code>{newKey}</code>
        </div>
      )}
      <div className="sheet">
        {keys.map((key) => (
          <Row
            key={key.id}
            name={key.name}
            level="h3"
            facts={[key.facts]}
            acts={
              <Form method="post">
                <input type="hidden" name="key" value={key.id} />
                <button
                  className="button bad"
                  name="deed"
                  value="withdraw-key"
                  aria-label={`Withdraw ${key.name}`}
                >
                  Withdraw
                </button>
              </Form>
            }
          />
        ))}
        <Form className="make-key" method="post" key={newKey ?? 'none'} noValidate>
          <TextField
            label="What a new key is for"
            name="key-name"
            fault={fault}
            hint="A few words, so that you know it again."
            autoComplete="off"
          />
          <button className="button" name="deed" value="make-key">
            Make key
          </button>
        </Form>
      </div>
    </section>
  );
}

import { Form } from 'react-router';
import type { Drift } from './drift.ts';

/** The host's ways out of a meeting that was changed or deleted in Zoom. */
export function DriftDeeds({ theirStart }: Drift) {
  return (
    <Form className="bar drift" method="post" action=".">
      <button className="button" name="deed" value="put-back">
        Put ours back
      </button>
      {theirStart && (
        <>
          <input type="hidden" name="theirStart" value={theirStart} />
          <button className="button" name="deed" value="take-theirs">
            Take Zoom’s time
          </button>
        </>
      )}
      <button className="button" name="deed" value="built-in">
        Move to a built-in call
      </button>
    </Form>
  );
}

import { Form, Link } from 'react-router';

/** A form of the browser's own: the answer leads to Zoom, out of our pages. */
export function Authorize({ words }: { words: 'Connect' | 'Reconnect' }) {
  return (
    <form method="post" action="/zoom/connect">
      <button className="button go">{words}</button>
    </form>
  );
}

/** The question stands in the address, so pressing works before the page's scripts have arrived. */
export function AskDisconnect({ quiet }: { quiet?: boolean }) {
  return (
    <Form method="get" preventScrollReset>
      <button className={quiet ? 'button quiet' : 'button'} name="ask" value="disconnect">
        Disconnect
      </button>
    </Form>
  );
}

export function AskAnother() {
  return (
    <Link className="button quiet" to="?ask=another" preventScrollReset>
      Use another Zoom account
    </Link>
  );
}

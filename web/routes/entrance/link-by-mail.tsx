import { EmailField } from './fields.tsx';

/** What is wrong with a typed address, in words. Whether it exists, only a letter can tell. */
export function readAddress(email: string): string | undefined {
  if (email === '') return 'Type your e-mail address.';
  return /^[^\s@]+@[^\s@]+$/.test(email) ? undefined : 'This does not look like an e-mail address.';
}

/** Asks for an address and sends a link there. Never tells whether the address is known. */
export function LinkByMail(props: {
  title: string;
  lede: string;
  answer: { email: string; fault: string | undefined; sent: boolean } | undefined;
}) {
  const { answer } = props;
  if (answer?.sent) {
    return (
      <>
        <h1>Look at your mail</h1>
        <p className="soft">
          If <b>{answer.email}</b> belongs to somebody here, a letter with a link is on its way. It
          can take a minute, and sometimes it hides among the unwanted ones.
        </p>
        <p className="after">
          <a href="/sign-in">Back to Sign in</a>
        </p>
      </>
    );
  }
  return (
    <>
      <h1>{props.title}</h1>
      <p className="soft">{props.lede}</p>
      <form className="form" method="post" noValidate>
        <EmailField typed={answer?.email} fault={answer?.fault} />
        <button className="button go">Send the link</button>
      </form>
      <p className="after">
        <a href="/sign-in">Back to Sign in</a>
      </p>
    </>
  );
}

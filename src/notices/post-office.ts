import type { NodemailerError, Transporter } from 'nodemailer';
import addressparser from 'nodemailer/lib/addressparser';
import { Failure } from '#base';
import type { Mailer } from './mailer.ts';

/** Well within the two minutes after which a job counts as lost and would be given to somebody else. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** Programs that answer mail by themselves leave ours alone (RFC 3834; the second is Outlook's). */
const HEADERS = {
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'OOF, AutoReply',
};

/**
 * Posts letters over SMTP. Throws a Failure:
 *   `mail-unreachable` (soon: nobody answered), `mail-not-now` (later: refused for the moment, or
 *   our own sign-in or sender is refused, which the operator can mend), `mail-refused` (never).
 */
export function createPostOffice(options: { smtpUrl: string; from: string }): Mailer {
  const { smtpUrl, from } = options;
  let transport: Promise<Transporter> | undefined;
  const domain = domainOf(from);
  return {
    async send({ to, id, subject, text, html, replyTo, calendar }) {
      const mail = {
        from,
        // Never parsed as a list: a comma in an address must not make two recipients.
        to: { name: '', address: to },
        subject,
        text,
        html,
        messageId: `<${id}@${domain}>`,
        headers: HEADERS,
        ...(replyTo && { replyTo: { name: '', address: replyTo } }),
        ...(calendar && { icalEvent: { ...calendar, filename: 'session.ics' } }),
      };
      try {
        await (await (transport ??= open(smtpUrl))).sendMail(mail);
      } catch (error) {
        throw asFailure(error as NodemailerError);
      }
    },
  };
}

/** Loaded with the first letter: a process that answers pages alone posts none. */
async function open(smtpUrl: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const closed = { disableFileAccess: true, disableUrlAccess: true };
  return createTransport({ url: smtpUrl, ...PATIENCE, ...closed });
}

function domainOf(from: string): string {
  const [sender] = addressparser(from, { flatten: true });
  return sender?.address.split('@')[1] || 'localhost';
}

/** Nodemailer's codes for what was refused, sometimes before anything reached the other side. */
const REFUSALS = new Set(['EENVELOPE', 'EMESSAGE', 'EAUTH']);

/** No cause is handed on: what the other side said usually contains the recipient's address. */
function asFailure(error: NodemailerError): Failure {
  const detail = [error.code, error.command, error.responseCode].filter(Boolean).join(' ');
  const refused = error.responseCode !== undefined || REFUSALS.has(error.code ?? '');
  if (!refused) return new Failure('mail-unreachable', { retry: 'soon', detail });
  const aboutThisLetter = error.command !== 'MAIL FROM' && error.code !== 'EAUTH';
  const forGood = error.responseCode === undefined || error.permanent === true;
  return aboutThisLetter && forGood
    ? new Failure('mail-refused', { retry: 'never', detail })
    : new Failure('mail-not-now', { retry: 'later', detail });
}

import { Film } from '../../ui/film.tsx';
import type { Lasting } from './lasting.ts';

export function Upcoming({ lasting, zoneHref }: { lasting: Lasting; zoneHref: string }) {
  return (
    <>
      <Crumb lasting={lasting} />
      <h1 className="when" id="when" data-live data-times={lasting.times}>
        {lasting.day}
        <br />
        {lasting.hours}
      </h1>
      <p className="soft">
        <a href={zoneHref}>{lasting.zoneWords}</a> · <span data-countdown>{lasting.countdown}</span>
      </p>
      <p className="soft small" data-device-clock={lasting.zone} hidden />
      <WayIn lasting={lasting} />
      <Change lasting={lasting} />
      <Contact lasting={lasting} />
    </>
  );
}

export function Cancelled({ lasting }: { lasting: Lasting }) {
  return (
    <>
      <Crumb lasting={lasting} />
      <h1>{lasting.cancelled?.words}</h1>
      {lasting.cancelled?.reason && <blockquote>{lasting.cancelled.reason}</blockquote>}
      <p className="soft gone">
        It was to be on{' '}
        <s>
          {lasting.day}, {lasting.hours}
        </s>
        , {lasting.zoneWords}.
      </p>
      <p className="bar">
        <a className="button go" href={lasting.bookAgainHref}>
          Book again
        </a>
      </p>
      <Contact lasting={lasting} />
    </>
  );
}

/** Where the host lets guests reach them. */
function Contact({ lasting: { contact, account, service, day } }: { lasting: Lasting }) {
  if (!contact) return null;
  const subject = encodeURIComponent(`${service}, ${day}`);
  return (
    <p className="contact soft small">
      Questions? Write to {account}: <a href={`mailto:${contact}?subject=${subject}`}>{contact}</a>
    </p>
  );
}

/** What the host lets their guests see again. */
export function Recordings({ lasting: { recordings, account } }: { lasting: Lasting }) {
  if (recordings.length === 0) return null;
  return (
    <section className="part" aria-labelledby="recordings">
      <h2 id="recordings">Recordings</h2>
      <p className="soft">{account} lets you see what was recorded.</p>
      {recordings.map((one) => (
        <div key={one.id}>
          <Film film={one} />
          <p className="bar">
            <a className="button" href={one.src} download={one.fileName}>
              Download
            </a>
            <span className="soft small">
              {one.title} · {one.facts[0]}
            </span>
          </p>
        </div>
      ))}
    </section>
  );
}

export function Story({ lasting: { story } }: { lasting: Lasting }) {
  if (story.length === 0) return null;
  return (
    <section id="story" data-live className="part">
      <h2>What happened so far</h2>
      <ol className="line">
        {story.map((line) => (
          <li key={`${line.iso} ${line.words}`}>
            <time dateTime={line.iso}>{line.at}</time>
            <span>{line.words}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Crumb({ lasting }: { lasting: Lasting }) {
  return (
    <p className="crumb">
      With {lasting.account} · {lasting.service}
    </p>
  );
}

function WayIn({ lasting: { wayIn, over, href } }: { lasting: Lasting }) {
  return (
    <section
      id="way-in"
      data-live
      data-look-again={wayIn.lookAgainS}
      aria-label="The way in"
      aria-live="polite"
    >
      <p className="bar">
        {wayIn.button && (
          <a className="button go" href={wayIn.button.href}>
            {wayIn.button.words}
          </a>
        )}
        {wayIn.test && (
          <a className="button" href={wayIn.test.href}>
            {wayIn.test.words}
          </a>
        )}
        {!over && (
          <a className="button" href={`${href}/calendar.ics`}>
            Add to calendar
          </a>
        )}
      </p>
      {wayIn.says.map((sentence) => (
        <p key={sentence} className="true-now">
          {sentence}
        </p>
      ))}
      {!wayIn.button && wayIn.lookAgainS && (
        <noscript>
          <p className="true-now">
            <a href={href}>Look again</a>
          </p>
        </noscript>
      )}
    </section>
  );
}

function Change({ lasting: { change, over, href, bookAgainHref } }: { lasting: Lasting }) {
  if (over) {
    return (
      <section id="change" data-live className="sheet padded">
        <h2>Would you like to meet again?</h2>
        <p className="bar">
          <a className="button" href={bookAgainHref}>
            Book another session
          </a>
        </p>
      </section>
    );
  }
  return (
    <section id="change" data-live className="sheet padded">
      <h2>Need another time?</h2>
      <p className="soft">{change.allowed ? change.words : change.why}</p>
      {change.allowed && (
        <p className="bar">
          <a className="button" href={`${href}/move`}>
            Move
          </a>
          <a className="button quiet bad" href={`${href}/cancel`}>
            Cancel the session
          </a>
        </p>
      )}
    </section>
  );
}

interface Guest {
  id: string;
  name: string;
  email: string;
  zone: string | undefined;
  note: string;
  url: string;
  gone: string | undefined;
}

/** Who comes, with what they told the host, and where their own link leads. */
export function Guests({ guests, capacity }: { guests: Guest[]; capacity: number }) {
  const coming = guests.filter((guest) => !guest.gone).length;
  return (
    <section className="part" aria-labelledby="guests">
      <h2 id="guests">
        {capacity > 1 ? 'Guests' : 'Guest'}
        {capacity > 1 && (
          <span className="soft small seats">
            {coming} of {capacity} places taken
          </span>
        )}
      </h2>
      <div className="sheet">
        {guests.map((guest) => (
          <div className="row no-glyph guest" key={guest.id}>
            <div>
              <h3>
                {guest.name} {guest.gone && <span className="tag plain">{guest.gone}</span>}
              </h3>
              <p className="facts">
                <a href={`mailto:${guest.email}`}>{guest.email}</a>
                {guest.zone && ` · ${guest.zone}`}
              </p>
              {guest.note && <blockquote>{guest.note}</blockquote>}
            </div>
            <div className="acts">
              <a className="button quiet" href={guest.url}>
                Their page
              </a>
            </div>
          </div>
        ))}
      </div>
    </section>
  );
}

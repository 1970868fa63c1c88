import { data } from 'react-router';
import { requestContext, type Parley } from '#http';
import type { Account } from '#accounts';
import type { Service } from '#services';
import publicStyles from '../../styles/public.css?url';
import { Empty } from '../../ui/page.tsx';
import { sizeOf } from '../../words/lengths.ts';
import { placeForGuests } from '../../words/place.ts';
import { NotOffered } from '../booking-page/not-offered.tsx';
import type { Route } from './+types/route.ts';

export const handle = { static: true };

export const links: Route.LinksFunction = () => [{ rel: 'stylesheet', href: publicStyles }];

export const meta = ({ loaderData }: Route.MetaArgs) =>
  loaderData?.found
    ? [
        { title: `Book a session with ${loaderData.name}` },
        { name: 'description', content: loaderData.tagline || `Times to meet ${loaderData.name}.` },
      ]
    : [{ title: 'Nobody at this address' }];

export async function loader({ params, context }: Route.LoaderArgs) {
  const { parley } = context.get(requestContext);
  const account = await parley.accounts.bySlug(params.account);
  if (!account) return data({ found: false as const }, { status: 404 });
  const services = await parley.services.offered(account.id);
  return data({
    found: true as const,
    name: account.name,
    tagline: account.tagline,
    offers: await Promise.all(services.map((service) => offerOf(parley, account, service))),
  });
}

async function offerOf({ conferencing }: Parley, account: Account, service: Service) {
  const { place } = await conferencing.placeFor(account, service);
  return {
    href: `/${account.slug}/${service.slug}`,
    name: service.name,
    length: sizeOf(service),
    where: placeForGuests(place, service.placeWords),
    description: service.description,
  };
}

type Offer = Awaited<ReturnType<typeof offerOf>>;

export default function AccountPage({ loaderData }: Route.ComponentProps) {
  if (!loaderData.found) return <NotOffered account={undefined} />;
  const { name, tagline, offers } = loaderData;
  return (
    <main className="page account-page" id="content">
      <header className="page-head">
        <h1>{name}</h1>
        {tagline && <p className="lede">{tagline}</p>}
      </header>
      {offers.length > 0 ? (
        <ul className="sheet offers">
          {offers.map((offer) => (
            <OfferRow key={offer.href} offer={offer} />
          ))}
        </ul>
      ) : (
        <Empty title="Nothing to book at the moment">
          <p>{name} takes no bookings here just now. Please look again later.</p>
        </Empty>
      )}
      <footer className="account-foot">
        Booked already? <a href="/lost-link">Send my link again</a>
      </footer>
    </main>
  );
}

function OfferRow({ offer }: { offer: Offer }) {
  return (
    <li>
      <h2>
        <a href={offer.href}>{offer.name}</a>
      </h2>
      <p className="offer-facts">
        {offer.length} · {offer.where}
      </p>
      {offer.description && <p className="description">{offer.description}</p>}
    </li>
  );
}

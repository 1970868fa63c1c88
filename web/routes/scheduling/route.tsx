import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { PageHead } from '../../ui/page.tsx';
import { Row } from '../../ui/row.tsx';
import { signedIn } from '../../visitor.ts';
import { shortAddress } from '../../words/page-address.ts';
import type { Route } from './+types/route.ts';
import { readScheduling } from './read-scheduling.ts';
import './scheduling.css';

export const meta: Route.MetaFunction = () => [{ title: 'Scheduling · Parley' }];

export async function loader({ request, context }: Route.LoaderArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  return await readScheduling(parley, visitor.account);
}

type Read = Route.ComponentProps['loaderData'];

export default function Scheduling({ loaderData }: Route.ComponentProps) {
  const { page, services, hours, conferencing, policy } = loaderData;
  return (
    <>
      <PageHead
        title="Scheduling"
        lede={
          <>
            What can be booked, when and where. Your guests see it at{' '}
            <a href={page}>{shortAddress(page)}</a>.
          </>
        }
      />
      <Part title="Services" to="/scheduling/services/new" deed="New service">
        {services.map((service) => (
          <Service key={service.id} service={service} />
        ))}
      </Part>
      <Part title="Availability" to="/scheduling/availability" deed="Change hours">
        <Hours hours={hours} />
      </Part>
      <Part title="Conferencing" to="/scheduling/conferencing" deed="Manage conferencing">
        <div className="lines">
          <p>{conferencing.default}</p>
          <p className={conferencing.needsHost ? 'says warn' : 'soft'}>{conferencing.zoom}</p>
        </div>
      </Part>
      <Part title="Policy" to="/scheduling/policy" deed="Change policy">
        <div className="lines">
          <p>{policy}</p>
        </div>
      </Part>
    </>
  );
}

function Service({ service }: { service: Read['services'][number] }) {
  const { id, name, page } = service;
  return (
    <Row
      name={name}
      level="h3"
      tag={service.off && <span className="tag plain">Switched off</span>}
      facts={[service.facts]}
      says={service.warning && <p className="says warn">{service.warning}</p>}
      acts={
        <>
          <a className="button quiet" href={page} aria-label={`See page of ${name}`}>
            See page
          </a>
          <Link className="button" to={`/scheduling/services/${id}`} aria-label={`Change ${name}`}>
            Change
          </Link>
        </>
      }
    />
  );
}

function Hours({ hours }: { hours: Read['hours'] }) {
  return (
    <>
      <dl className="pairs">
        {hours.weekly.map(({ days, times }) => (
          <div key={days}>
            <dt>{days}</dt>
            <dd>{times}</dd>
          </div>
        ))}
      </dl>
      <p className="pairs-foot soft small">
        {hours.zone}
        {hours.exceptions && ` · ${hours.exceptions}`}
      </p>
    </>
  );
}

function Part(props: { title: string; to: string; deed: string; children: ReactNode }) {
  const id = props.title.toLowerCase();
  return (
    <section className="scheduling-part" aria-labelledby={id}>
      <header>
        <h2 id={id}>{props.title}</h2>
        <Link className="button" to={props.to}>
          {props.deed}
        </Link>
      </header>
      <div className="sheet">{props.children}</div>
    </section>
  );
}

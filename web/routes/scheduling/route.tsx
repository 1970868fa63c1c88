import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { PageHead } from '../../ui/page.tsx';
import { Row } from '../../ui/row.tsx';
import { signedIn } from '../../visitor.ts';
import type { Route } from './+types/route.ts';
import { readScheduling } from './read-scheduling.ts';
import './scheduling.css';

export const meta: Route.MetaFunction = () => [{ title: 'Scheduling · Parley' }];

export async function loader({ request, context }: Route.LoaderArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  return await readScheduling(parley, visitor.account);
}

export default function Scheduling({ loaderData }: Route.ComponentProps) {
  const { page, services, hours, conferencing, policy } = loaderData;
  return (
    <>
      <PageHead
        title="Scheduling"
        lede={
          <>
            What can be booked, when and where. Your guests see it at{' '}
            <a href={page}>{page.replace(/^https?:\/\//, '')}</a>.
          </>
        }
      />
      <Part
        title="Services"
        deed={
          <Link className="button" to="/scheduling/services/new">
            New service
          </Link>
        }
      >
        {services.map((service) => (
          <Row
            key={service.id}
            name={service.name}
            level="h3"
            tag={service.off && <span className="tag plain">Switched off</span>}
            facts={[service.facts]}
            says={service.warning && <p className="says warn">{service.warning}</p>}
            acts={
              <>
                <a className="button quiet" href={service.page} aria-label={`See ${service.name} as a guest`}>
                  See page
                </a>
                <Link
                  className="button"
                  to={`/scheduling/services/${service.id}`}
                  aria-label={`Change ${service.name}`}
                >
                  Change
                </Link>
              </>
            }
          />
        ))}
      </Part>
      <Part
        title="Availability"
        deed={
          <Link className="button" to="/scheduling/availability">
            Change hours
          </Link>
        }
      >
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
      </Part>
      <Part
        title="Conferencing"
        deed={
          <Link className="button" to="/scheduling/conferencing">
            Manage conferencing
          </Link>
        }
      >
        <div className="lines">
          <p>{conferencing.default}</p>
          <p className={conferencing.needsHost ? 'says warn' : 'soft'}>{conferencing.zoom}</p>
        </div>
      </Part>
      <Part
        title="Policy"
        deed={
          <Link className="button" to="/scheduling/policy">
            Change policy
          </Link>
        }
      >
        <div className="lines">
          <p>{policy}</p>
        </div>
      </Part>
    </>
  );
}

function Part(props: { title: string; deed: ReactNode; children: ReactNode }) {
  const id = props.title.toLowerCase();
  return (
    <section className="scheduling-part" aria-labelledby={id}>
      <header>
        <h2 id={id}>{props.title}</h2>
        {props.deed}
      </header>
      <div className="sheet">{props.children}</div>
    </section>
  );
}

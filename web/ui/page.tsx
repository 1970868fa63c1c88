import type { ReactNode } from 'react';

/** The head of every host page: where one is, what it is called, one sentence, and at most one deed. */
export function PageHead(props: {
  title: string;
  crumb?: ReactNode;
  lede?: ReactNode;
  deed?: ReactNode;
}) {
  return (
    <header className="page-head">
      {props.crumb && (
        <nav className="crumb" aria-label="Where you are">
          {props.crumb}
        </nav>
      )}
      <div className="head-line">
        <h1>{props.title}</h1>
        {props.deed}
      </div>
      {props.lede && <p className="lede">{props.lede}</p>}
    </header>
  );
}

/** Something to know. `warn` needs the host; `bad` was refused. Read out when it appears. */
export function Says({ tone, children }: { tone?: 'warn' | 'bad'; children: ReactNode }) {
  return (
    <p className={`says ${tone ?? ''}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </p>
  );
}

/** Nothing here yet, and the one step that changes it. */
export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="sheet empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

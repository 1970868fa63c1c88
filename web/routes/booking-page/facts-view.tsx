import type { Facts } from './facts.ts';

export function FactsView({ facts }: { facts: Facts }) {
  return (
    <header className="book-facts">
      <p className="crumb">
        <a href={facts.accountHref}>{facts.account}</a>
        {facts.tagline && ` · ${facts.tagline}`}
      </p>
      <h1>{facts.service}</h1>
      <ul>
        <li>
          <b>{facts.length}</b>
        </li>
        <li>{facts.where}</li>
        <li className="soft">{facts.policy}</li>
      </ul>
      {facts.description && <p className="description">{facts.description}</p>}
    </header>
  );
}

import { Children, type ReactNode } from 'react';

/**
 * One thing of a list: glyph, name with a tag, what is true in short lines, actions to the right.
 * A `region` is a landmark of its own, named after what it shows.
 */
export function Row(props: {
  name: ReactNode;
  level?: 'h2' | 'h3';
  region?: string;
  glyph?: string;
  tag?: ReactNode;
  facts: ReactNode[];
  says?: ReactNode;
  acts?: ReactNode;
}) {
  const Frame = props.region ? 'section' : 'div';
  const Name = props.level ?? 'h2';
  return (
    <Frame className={props.glyph ? 'row' : 'row no-glyph'} aria-label={props.region}>
      {props.glyph && (
        <span className="glyph" aria-hidden="true">
          {props.glyph}
        </span>
      )}
      <div>
        <Name>
          {props.name} {props.tag}
        </Name>
        <ul className="facts">
          {Children.map(props.facts, (fact) => (
            <li>{fact}</li>
          ))}
        </ul>
      </div>
      {props.acts && <div className="acts">{props.acts}</div>}
      {props.says}
    </Frame>
  );
}

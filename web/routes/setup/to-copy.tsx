import { Fragment, type ReactNode } from 'react';

/** One thing to enter somewhere else: what it is called there, the value, and a word about it. */
export function ToCopy(props: { name: string; value: string; says?: ReactNode }) {
  return (
    <div className="to-copy">
      <dt>{props.name}</dt>
      <dd>
        <code data-copy={props.name}>
          {partsOf(props.value).map((part) => (
            <Fragment key={part}>
              <wbr />
              {part}
            </Fragment>
          ))}
        </code>
        {props.says && <p className="soft small">{props.says}</p>}
      </dd>
    </div>
  );
}

/** Where a long address may break: before a slash. */
function partsOf(value: string): string[] {
  return value.split(/(?=\/\w)/);
}

/** Many lines of a kind, copied together. */
export function LinesToCopy({ name, lines }: { name: string; lines: readonly string[] }) {
  return (
    <div className="to-copy lines-to-copy">
      <pre data-copy={name}>{lines.join('\n')}</pre>
    </div>
  );
}

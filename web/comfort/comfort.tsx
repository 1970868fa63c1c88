import script from './comfort.ts?worker&url';

/** The small script of public pages. They work without it. */
export function Comfort() {
  return <script type="module" src={script} />;
}

// oxlint-disable-next-line import/default -- Vite answers with the address of the built script.
import script from './comfort.ts?worker&url';

/** The small script of public pages. They work without it. */
export function Comfort() {
  return <script type="module" src={script} />;
}

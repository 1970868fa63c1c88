// oxlint-disable-next-line import/default -- Vite answers with the address of the built script.
import script from './copy.ts?worker&url';

/** Buttons to copy with. */
export function CopyButtons() {
  return <script type="module" src={script} />;
}

/**
 * The server says on the page after how many seconds its answer may be another
 * (`data-look-again`). Then the page is fetched once more and the parts marked `data-live` that differ
 * are replaced, so that nobody has to reload and nothing typed or focused elsewhere is lost.
 */
export function keepLooking(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const plan = () => {
    clearTimeout(timer);
    const seconds = Number(
      document.querySelector<HTMLElement>('[data-look-again]')?.dataset['lookAgain'],
    );
    if (seconds > 0) timer = setTimeout(look, seconds * 1000);
  };
  const look = async () => {
    if (!document.hidden) await refresh();
    plan();
  };
  // Timers sleep with the page: whoever comes back to it should not read old news.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && document.querySelector('[data-look-again]')) void look();
  });
  plan();
}

async function refresh(): Promise<void> {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } }).catch(
    () => undefined,
  );
  // Without a line to the server the page stays as it is; the next look may do better.
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const old of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const next = fresh.getElementById(old.id);
    if (!next) return location.reload();
    takeOver(old, next);
  }
}

/** The element itself stays, so that what is read out are its new words and nothing else. */
function takeOver(old: HTMLElement, next: HTMLElement): void {
  for (const name of old.getAttributeNames())
    if (!next.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of next.attributes) old.setAttribute(name, value);
  if (old.innerHTML === next.innerHTML) return;
  const focused =
    old.contains(document.activeElement) && document.activeElement?.getAttribute('href');
  old.replaceChildren(...next.childNodes);
  if (focused) old.querySelector<HTMLElement>(`[href="${CSS.escape(focused)}"]`)?.focus();
}

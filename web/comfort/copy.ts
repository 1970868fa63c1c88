/** Puts a button beside everything that is there to be copied. Without it, select and copy by hand. */
for (const text of document.querySelectorAll<HTMLElement>('[data-copy]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button quiet copy';
  button.textContent = 'Copy';
  button.setAttribute('aria-label', `Copy ${text.dataset['copy']}`);
  // What changes is read out, and only then.
  button.setAttribute('aria-live', 'polite');
  button.addEventListener('click', () => {
    const done = navigator.clipboard.writeText(text.textContent?.trim() ?? '');
    void done.then(() => say(button, 'Copied'));
  });
  text.after(button);
}

const SAID_MS = 2_000;

function say(button: HTMLButtonElement, words: string): void {
  button.textContent = words;
  setTimeout(() => (button.textContent = 'Copy'), SAID_MS);
}

const COOKIE = 'browser-zone';

/** Where the page had to guess the reader's zone, tells the browser's and loads the page in it. */
export function tellBrowserZone(): void {
  const picker = document.querySelector<HTMLElement>('[data-zone-guess]');
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const told = `${COOKIE}=${encodeURIComponent(zone)}`;
  // A zone told once and still not shown is one the server does not know: asking again would go on for ever.
  if (!picker || !zone || picker.dataset['zone'] === zone || keeps(told)) return;
  document.cookie = `${told}; Path=/; Max-Age=31536000; SameSite=Lax`;
  if (keeps(told)) location.reload();
}

function keeps(cookie: string): boolean {
  return document.cookie.split('; ').includes(cookie);
}

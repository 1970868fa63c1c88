/** On a device that is set to another zone than the page, adds what its own clock will show. */
export function tellDeviceClock(): void {
  const place = document.querySelector<HTMLElement>('[data-device-clock]');
  const times = document.querySelector<HTMLElement>('[data-times]');
  if (!place || !times) return;
  const start = Number((times.dataset['times'] ?? '').split(' ')[0]);
  const here = words(start, undefined);
  if (here === words(start, place.dataset['deviceClock'])) return;
  place.textContent = `The clock of this device will show ${here}.`;
  place.hidden = false;
}

function words(ms: number, timeZone: string | undefined): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  return format.format(ms);
}

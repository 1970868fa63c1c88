/** Line drawings of one hand, 24 by 24. What they mean is always written beside them or read out. */
const DRAWN = {
  mic: 'M12 4a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V7a3 3 0 0 0-3-3ZM6 11v1a6 6 0 0 0 12 0v-1M12 18v3',
  micOff:
    'M15 9.3V7a3 3 0 0 0-5.9-.8M9 9v3a3 3 0 0 0 5 2.2M6 11v1a6 6 0 0 0 10 4.5M18 11v1c0 .7-.1 1.3-.3 1.9M12 18v3M4 4l16 16',
  camera:
    'M4.5 6.5h8a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5h-8A1.5 1.5 0 0 1 3 16V8a1.5 1.5 0 0 1 1.5-1.5ZM14 10.5 20 7v10l-6-3.5',
  cameraOff:
    'M10 6.5h2.5A1.5 1.5 0 0 1 14 8v2.5L20 7v10l-2-1.2M13.8 16.6c-.3.5-.8.9-1.3.9h-8A1.5 1.5 0 0 1 3 16V8c0-.8.6-1.4 1.3-1.5M4 4l16 16',
  screen:
    'M4.5 5h15A1.5 1.5 0 0 1 21 6.5v9a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 15.5v-9A1.5 1.5 0 0 1 4.5 5ZM9 20.5h6M12 13.5v-5M9.5 10.5 12 8l2.5 2.5',
  chat: 'M5 5h14a1.5 1.5 0 0 1 1.5 1.5v8A1.5 1.5 0 0 1 19 16h-7l-4.5 4v-4H5a1.5 1.5 0 0 1-1.5-1.5v-8A1.5 1.5 0 0 1 5 5Z',
  hand: 'M8 12V6.5a1.5 1.5 0 0 1 3 0V11V4.8a1.5 1.5 0 0 1 3 0V11V6.3a1.5 1.5 0 0 1 3 0V14a6.5 6.5 0 0 1-6.5 6.5c-2.4 0-3.9-.9-5.2-3L3.3 14c-.5-.9.6-2 1.6-1.4L8 15',
  leave: 'M10 4H6.5A1.5 1.5 0 0 0 5 5.5v13A1.5 1.5 0 0 0 6.5 20H10M15 8l4 4-4 4M19 12H10',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M6.5 11h11a1.5 1.5 0 0 1 1.5 1.5V19a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 19v-6.5A1.5 1.5 0 0 1 6.5 11Z',
  close: 'M6 6l12 12M18 6 6 18',
  send: 'M4.5 12 20 5l-4 14-5-5.5L4.5 12Z',
} as const;

export function Icon({ of }: { of: keyof typeof DRAWN }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <path d={DRAWN[of]} />
    </svg>
  );
}

/** Keeps the screen from going dark while somebody only looks and listens. Returns how to let it. */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | undefined;
  let over = false;
  const ask = async () => {
    if (document.hidden || !('wakeLock' in navigator)) return;
    // Refused when the battery is low: then it goes dark.
    const given = await navigator.wakeLock.request('screen').catch(() => undefined);
    if (over) void given?.release();
    else lock = given;
  };
  // The browser takes it back whenever the page is hidden.
  const again = () => void ask();
  document.addEventListener('visibilitychange', again);
  void ask();
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', again);
    void lock?.release();
  };
}

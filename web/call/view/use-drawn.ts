import { useEffect, type RefObject } from 'react';

const LOOKS_MS = 1_000;

/** Tells every second that a picture moves, or that nobody could see it if it did. */
export function useDrawn(
  seen: RefObject<HTMLVideoElement | null>,
  tell: (() => void) | undefined,
): void {
  useEffect(() => {
    const video = seen.current;
    if (!video || !tell) return undefined;
    let inSight = false;
    let asked: number | undefined;
    // A page that is not painted, as behind another window, draws no pictures either.
    let painted = false;
    const sights = new IntersectionObserver((changes) => {
      inSight = changes.at(-1)?.isIntersecting ?? false;
    });
    sights.observe(video);
    const drawn = () => {
      asked = undefined;
      tell();
    };
    const timer = setInterval(() => {
      const watched = inSight && painted && !document.hidden && !video.paused;
      painted = false;
      requestAnimationFrame(() => (painted = true));
      if (!watched || !('requestVideoFrameCallback' in video)) tell();
      else asked ??= video.requestVideoFrameCallback(drawn);
    }, LOOKS_MS);
    return () => {
      clearInterval(timer);
      sights.disconnect();
      if (asked !== undefined) video.cancelVideoFrameCallback(asked);
    };
  }, [seen, tell]);
}

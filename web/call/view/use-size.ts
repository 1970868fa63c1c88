import { useEffect, type RefObject } from 'react';
import type { Size } from '../engine.ts';

/** Whoever looks at another page for a moment need not wait for pictures when they are back. */
const AWAY_MS = 5_000;

/**
 * Tells how large an element is seen, in pixels of the screen, and when it is scrolled out of sight, gone,
 * or behind another page for a while. In the small window it goes on being seen.
 */
export function useSize(
  seen: RefObject<HTMLElement | null>,
  tell: ((size: Size | undefined) => void) | undefined,
): void {
  useEffect(() => {
    const element = seen.current;
    if (!element || !tell) return undefined;
    let inSight = false;
    let away = false;
    let leaving: ReturnType<typeof setTimeout> | undefined;
    const measure = () => {
      const pixels = (length: number) => Math.round(length * devicePixelRatio);
      const size = { width: pixels(element.clientWidth), height: pixels(element.clientHeight) };
      const seenNow = inSight && (!away || document.pictureInPictureElement === element);
      tell(seenNow && size.width > 0 ? size : undefined);
    };
    const goAway = (gone: boolean) => {
      away = gone;
      measure();
    };
    const turn = () => {
      clearTimeout(leaving);
      if (!document.hidden) goAway(false);
      else leaving = setTimeout(() => goAway(true), AWAY_MS);
    };
    const sizes = new ResizeObserver(measure);
    const sights = new IntersectionObserver((changes) => {
      inSight = changes.at(-1)?.isIntersecting ?? false;
      measure();
    });
    sizes.observe(element);
    sights.observe(element);
    document.addEventListener('visibilitychange', turn);
    element.addEventListener('leavepictureinpicture', measure);
    return () => {
      clearTimeout(leaving);
      document.removeEventListener('visibilitychange', turn);
      element.removeEventListener('leavepictureinpicture', measure);
      sizes.disconnect();
      sights.disconnect();
      tell(undefined);
    };
  }, [seen, tell]);
}

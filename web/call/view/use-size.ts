import { useEffect, type RefObject } from 'react';
import type { Size } from '../engine.ts';

/** Tells how large an element is seen, in pixels of the screen, and when it is scrolled out of sight or gone. */
export function useSize(
  seen: RefObject<HTMLElement | null>,
  tell: ((size: Size | undefined) => void) | undefined,
): void {
  useEffect(() => {
    const element = seen.current;
    if (!element || !tell) return undefined;
    let inSight = false;
    const measure = () => {
      const pixels = (length: number) => Math.round(length * devicePixelRatio);
      const size = { width: pixels(element.clientWidth), height: pixels(element.clientHeight) };
      tell(inSight && size.width > 0 ? size : undefined);
    };
    const sizes = new ResizeObserver(measure);
    const sights = new IntersectionObserver((changes) => {
      inSight = changes.at(-1)?.isIntersecting ?? false;
      measure();
    });
    sizes.observe(element);
    sights.observe(element);
    return () => {
      sizes.disconnect();
      sights.disconnect();
      tell(undefined);
    };
  }, [seen, tell]);
}

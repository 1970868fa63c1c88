import { useEffect } from 'react';
import { useRevalidator } from 'react-router';

/** Reads the page's data anew after so long, as often as there is something to wait for. */
export function useLookAgain(milliseconds: number | undefined): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (milliseconds === undefined || state !== 'idle') return;
    const timer = setTimeout(() => void revalidate(), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds, state, revalidate]);
}

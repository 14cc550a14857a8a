import { useEffect } from 'preact/hooks';

/**
 * Keeps the current stitch in the middle of a seam that changes its size: as the window is turned or zoomed, or letters become
 * larger. Moves are the seam's own matter, which comes with the first question; this comes after it. Not by `scrollIntoView`, which would take the page away from what is read in it.
 */
export function useSeamInSight(): void {
  useEffect(() => {
    const seam = document.querySelector('.seam');
    if (!seam) return;
    const watch = new ResizeObserver(() => {
      const current = seam.querySelector('[aria-current]')?.getBoundingClientRect();
      const { left, width } = seam.getBoundingClientRect();
      if (current) seam.scrollLeft += current.left + current.width / 2 - (left + width / 2);
    });
    watch.observe(seam);
    return () => watch.disconnect();
  }, []);
}

import { type RefObject, useLayoutEffect, useState } from "react";

export type Range = { first: number; last: number };

/** Rows beyond the edge that are drawn too, so that scrolling meets rows and not paper. */
const BEYOND = 12;
/** The window moves in steps of so many rows: drawing at each single row would be work for nothing. */
const STEP = 6;

/**
 * Which of `count` rows of equal height are in view, whatever scrolls: the page or a box around it. `rowHeight` is in CSS pixels; 0 means
 * that it is not known yet. `last` is exclusive.
 */
export function useWindow(box: RefObject<HTMLElement | null>, count: number, rowHeight: number): Range {
  const [range, setRange] = useState<Range>({ first: 0, last: Math.min(count, 30) });

  useLayoutEffect(() => {
    const look = () => {
      if (!box.current || rowHeight === 0) return;
      const next = inView(box.current.getBoundingClientRect().top, window.innerHeight, count, rowHeight);
      setRange((now) => (now.first === next.first && now.last === next.last ? now : next));
    };
    look();
    // Scrolling does not bubble, so that it is caught on its way down.
    document.addEventListener("scroll", look, { capture: true, passive: true });
    window.addEventListener("resize", look);
    return () => {
      document.removeEventListener("scroll", look, { capture: true });
      window.removeEventListener("resize", look);
    };
  }, [box, count, rowHeight]);

  return range;
}

/** `top` is where the first row begins, from the upper edge of the window of `height`. */
export function inView(top: number, height: number, count: number, rowHeight: number): Range {
  const down = (row: number) => Math.floor(row / STEP) * STEP;
  const first = Math.max(0, Math.min(down(-top / rowHeight - BEYOND), count));
  const last = Math.min(count, down((height - top) / rowHeight + BEYOND) + STEP);
  return { first, last: Math.max(first, last) };
}

import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { Range } from "./useWindow.ts";

/** How many rows are drawn, or not, together. */
export const GROUP_ROWS = 25;
/** What is drawn beyond the edge, in CSS pixels, so that scrolling meets rows and not paper. */
const BEYOND = 600;
/** Of a row that was never drawn. */
const ROW_HEIGHT = 44;

export interface Groups {
  /** Groups to draw; `last` is exclusive. */
  range: Range;
  /** How much place groups take that are not drawn, in CSS pixels; `to` is exclusive. */
  place: (from: number, to: number) => number;
}

/**
 * Which of `count` rows are in view when rows are not equally high: they come in groups of 25, and a group that is not drawn has the height that
 * it had, or that of the others. `start` is an element that begins where the first group does; drawn groups stand beside it and say by `data-group` which they
 * are.
 */
export function useGroups(start: RefObject<HTMLElement | null>, count: number): Groups {
  const groups = Math.ceil(count / GROUP_ROWS);
  const heights = useRef<number[]>([]);
  const [range, setRange] = useState<Range>({ first: 0, last: 2 });

  useLayoutEffect(() => {
    const look = () => {
      if (!start.current) return;
      for (const group of start.current.parentElement!.querySelectorAll<HTMLElement>("[data-group]"))
        heights.current[Number(group.dataset.group)] = group.getBoundingClientRect().height;
      const { top } = start.current.getBoundingClientRect();
      const next = groupsInView(top, window.innerHeight, groups, heights.current);
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
  }, [start, groups]);

  const last = Math.min(range.last, groups);
  return {
    range: { first: Math.min(range.first, last), last },
    place: (from, to) => placeOf(from, to, heights.current),
  };
}

/** `top` is where the first group begins, from the upper edge of the window of `height`; `heights` are those that are known. */
export function groupsInView(top: number, height: number, groups: number, heights: readonly number[]): Range {
  const usual = usualHeight(heights);
  let first = 0;
  let bottom = top;
  for (; first < groups; first++) {
    bottom += heights[first] ?? usual;
    if (bottom > -BEYOND) break;
  }
  let last = first;
  for (; last < groups; last++) {
    if (last > first) bottom += heights[last] ?? usual;
    if (bottom >= height + BEYOND) break;
  }
  return { first: Math.min(first, Math.max(0, groups - 1)), last: Math.min(last + 1, groups) };
}

function placeOf(from: number, to: number, heights: readonly number[]): number {
  const usual = usualHeight(heights);
  let sum = 0;
  for (let group = from; group < to; group++) sum += heights[group] ?? usual;
  return sum;
}

/** The mean of the groups that were drawn; the last one may have fewer rows, which matters little. */
function usualHeight(heights: readonly number[]): number {
  const known = heights.filter((height) => height > 0);
  return known.length === 0 ? GROUP_ROWS * ROW_HEIGHT : known.reduce((sum, height) => sum + height, 0) / known.length;
}

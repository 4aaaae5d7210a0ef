import { type RefObject, useLayoutEffect, useRef } from "react";
import type { Drag } from "./useDrag.ts";

/** Something that was moved by keys keeps the focus, although the agenda may know it by another name afterwards. */
export function useKeptFocus(box: RefObject<HTMLElement | null>, drag: Drag | undefined): void {
  const moved = useRef<{ title: string; from: number }>(undefined);
  if (drag?.entry && box.current?.contains(document.activeElement))
    moved.current = { title: drag.entry.title, from: drag.span.from };
  useLayoutEffect(() => {
    if (!moved.current || drag || document.activeElement !== document.body) return;
    const { title, from } = moved.current;
    const [same] = [...(box.current?.querySelectorAll<HTMLElement>(`[data-from="${from}"]`) ?? [])].filter(
      ({ dataset }) => dataset.title === title,
    );
    same?.focus();
  });
}

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

/** Something that was moved keeps the focus, although the agenda may know it by another key afterwards, and React makes it anew. */
export function useKeptFocus(box: RefObject<HTMLElement | null>): void {
  const last = useRef<DOMStringMap>(undefined);

  useEffect(() => {
    const element = box.current;
    // What is taken out of the page loses the focus, too; only who goes elsewhere wants to.
    const onFocusOut = ({ target }: FocusEvent) =>
      queueMicrotask(() => {
        if ((target as HTMLElement).isConnected) last.current = undefined;
      });
    element?.addEventListener("focusout", onFocusOut);
    return () => element?.removeEventListener("focusout", onFocusOut);
  }, [box]);

  useLayoutEffect(() => {
    const active = document.activeElement as HTMLElement | null;
    if (active?.dataset.key && box.current?.contains(active)) last.current = { ...active.dataset };
    if (!last.current || active !== document.body) return;
    const { key, title, from } = last.current;
    const all = [...(box.current?.querySelectorAll<HTMLElement>("[data-key]") ?? [])];
    // On another day it is another element with the same key; with another key it is what is called so and begins then.
    const same = all.find(({ dataset }) => dataset.key === key);
    (same ?? all.find(({ dataset }) => dataset.title === title && dataset.from === from))?.focus();
  });
}

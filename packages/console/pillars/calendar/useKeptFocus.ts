import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

/** Something that was moved keeps the focus, although the agenda may know it by another key afterwards, and React makes it anew. */
export function useKeptFocus(box: RefObject<HTMLElement | null>): void {
  const last = useRef<{ title: string | undefined; from: string | undefined }>(undefined);

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
    if (active?.dataset.key && box.current?.contains(active))
      last.current = { title: active.dataset.title, from: active.dataset.from };
    if (!last.current || active !== document.body) return;
    const { title, from } = last.current;
    const all = [...(box.current?.querySelectorAll<HTMLElement>("[data-key]") ?? [])];
    all.find(({ dataset }) => dataset.title === title && dataset.from === from)?.focus();
  });
}

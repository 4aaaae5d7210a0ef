import { type RefObject, useEffectEvent, useLayoutEffect } from "react";

/**
 * Keeps what is typed while the field for it is still on its way, so that no letter is lost and none is a key of the page. Composed letters (IME)
 * need the field.
 */
export function TypedAhead({ text, close }: { text: RefObject<string>; close: () => void }) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") close();
    else if (event.key === "Backspace") text.current = [...text.current].slice(0, -1).join("");
    else if ([...event.key].length === 1) text.current += event.key;
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  useLayoutEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", listener, true);
    return () => document.removeEventListener("keydown", listener, true);
  }, []);
  return null;
}

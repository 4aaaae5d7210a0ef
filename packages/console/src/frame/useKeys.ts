import { useEffectEvent, useLayoutEffect, useRef } from "react";
import { useAppearance } from "#console/data/appearance.ts";
import { useSession } from "#console/data/session.ts";
import { undo } from "#console/data/undo.ts";
import { usePlace } from "#console/words/place.ts";
import { actionsOf } from "./commands.ts";
import { type KeyState, press } from "./keys.ts";
import { useGo } from "./navigation.ts";

/** Binds the frame's keys and those of the pillars, for as long as the frame stands. */
export function useKeys(own: Record<string, () => void>) {
  const { hasKeys } = useAppearance();
  const isAdmin = useSession().me?.role === "admin";
  const place = usePlace();
  const go = useGo();
  const state = useRef<KeyState>({});

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const target = event.target instanceof Element ? event.target : document.body;
    const { state: next, meant } = press(state.current, {
      key: event.key,
      hasModifier: event.ctrlKey || event.metaKey || event.altKey,
      // Safari says 229 for the Enter that ends a composition.
      isComposing: event.isComposing || event.keyCode === 229,
      isInField:
        target.closest(
          "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]",
        ) !== null,
      isInDialog: target.closest("dialog, [popover]") !== null || document.querySelector("dialog[open]") !== null,
      at: event.timeStamp,
    });
    state.current = next;
    if (meant === undefined) return;
    const act = own[meant] ?? (meant === "z" ? () => void undo() : undefined);
    const action = act ? undefined : actionsOf(place, isAdmin).find(({ keys }) => keys === meant);
    if (!act && !action) return;
    event.preventDefault();
    if (act) act();
    else void action?.run({ go });
  });

  // Before the frame is shown: on a busy machine other effects come a second later, and a key that is pressed meanwhile would be lost.
  useLayoutEffect(() => {
    if (!hasKeys) return;
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, [hasKeys]);
}

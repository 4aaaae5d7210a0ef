import "./floating.css";
import "./Tooltip.css";
import { useEffect, useRef } from "react";

/**
 * One tooltip for the whole page: whatever carries `data-tip` shows it when it is pointed at for a moment or focused by the keyboard.
 * Screen readers have the same words as the name of the control, so it is hidden from them. Escape closes it and the pointer
 * may move onto it (WCAG 1.4.13).
 */
export function Tooltip() {
  const tip = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const bubble = tip.current;
    if (!bubble) return;
    let shownFor: HTMLElement | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const hide = () => {
      clearTimeout(timer);
      if (shownFor) shownFor.style.removeProperty("anchor-name");
      shownFor = undefined;
      if (bubble.matches(":popover-open")) bubble.hidePopover();
    };
    const show = (owner: HTMLElement) => {
      hide();
      // Where its words are seen, as in a wide rail, there is nothing to add.
      if ((owner.querySelector(".label")?.clientWidth ?? 0) > 1) return;
      shownFor = owner;
      bubble.textContent = owner.dataset.tip ?? "";
      // A menu button already is an anchor: of its menu.
      const anchor = owner.style.getPropertyValue("anchor-name");
      if (anchor) {
        bubble.style.setProperty("position-anchor", anchor);
        shownFor = undefined;
      } else {
        owner.style.setProperty("anchor-name", "--tip");
        bubble.style.setProperty("position-anchor", "--tip");
      }
      bubble.showPopover();
    };

    const onOver = (event: PointerEvent) => {
      if (event.pointerType !== "mouse" || event.target === bubble) return clearTimeout(timer);
      const owner = ownerOf(event.target);
      clearTimeout(timer);
      if (!owner) timer = setTimeout(hide, 150);
      else if (owner !== shownFor) timer = setTimeout(() => show(owner), shownFor ? 0 : 500);
    };
    const onFocus = (event: FocusEvent) => {
      const owner = ownerOf(event.target);
      hide();
      // Not at once: while another popover opens or closes, none may be shown.
      if (owner?.matches(":focus-visible")) timer = setTimeout(() => show(owner), 0);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") hide();
    };

    document.addEventListener("pointerover", onOver);
    document.addEventListener("pointerdown", hide);
    document.addEventListener("focusin", onFocus);
    document.addEventListener("focusout", hide);
    document.addEventListener("keydown", onKey);
    document.addEventListener("scroll", hide, { capture: true, passive: true });
    return () => {
      hide();
      document.removeEventListener("pointerover", onOver);
      document.removeEventListener("pointerdown", hide);
      document.removeEventListener("focusin", onFocus);
      document.removeEventListener("focusout", hide);
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("scroll", hide, { capture: true });
    };
  }, []);

  return <div ref={tip} popover="manual" className="floating tooltip" aria-hidden="true" />;
}

function ownerOf(target: EventTarget | null): HTMLElement | undefined {
  return target instanceof Element ? (target.closest<HTMLElement>("[data-tip]") ?? undefined) : undefined;
}

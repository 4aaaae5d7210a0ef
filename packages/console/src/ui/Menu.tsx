import "./floating.css";
import "./Menu.css";
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { Icon } from "./Glyph.tsx";
import type { IconName } from "./icons.ts";

export type MenuItem = {
  label: string;
  icon?: IconName;
  /** Shown at its end, such as `Shift+Delete`; the key itself is bound elsewhere. */
  keys?: string;
  /** Takes something away: stands apart, last. */
  danger?: boolean;
  /** Why it cannot be chosen now. */
  why?: string | false;
} & ({ onSelect: () => void; to?: undefined } | { to: string; onSelect?: undefined });

type MenuProps = {
  /** The name of the menu and of an icon button without words. */
  label: string;
  items: readonly MenuItem[];
  icon?: IconName;
  children?: ReactNode;
  /** Shown instead of the icon, such as the first letter of a name. */
  face?: ReactNode;
  /** Grows towards the beginning of the line, for buttons at its end. */
  atEnd?: boolean;
  small?: boolean;
  tabIndex?: number;
  className?: string;
};

/** A button that opens a list of actions (WAI-ARIA menu button): arrows, Home, End, the first letters, Escape. */
export function Menu({ label, items, icon = "more", children, face, atEnd, small, tabIndex, className }: MenuProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const typed = useRef({ letters: "", at: 0 });
  // Each row of a list has a menu, and hardly any is ever opened: its items are made when somebody comes near.
  const [isNear, setNear] = useState(false);
  const opens = useRef(false);
  useLayoutEffect(() => {
    if (!isNear || !opens.current) return;
    opens.current = false;
    list.current?.showPopover();
  }, [isNear]);

  const options = () => [...(list.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
  const focusAt = (index: number) =>
    options()
      .at(index % Math.max(options().length, 1))
      ?.focus();

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const all = options();
    const now = all.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: -1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      focusAt(next);
    } else if (event.key === "Tab") {
      list.current?.hidePopover();
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== " ") {
      event.preventDefault();
      const { letters, at } = typed.current;
      const search = (event.timeStamp - at < 700 ? letters : "") + event.key.toLocaleLowerCase();
      typed.current = { letters: search, at: event.timeStamp };
      // The same letter again goes on to the next that begins with it.
      const order = [...all.slice(now + (search.length === 1 ? 1 : 0)), ...all.slice(0, now + 1)];
      order.find((option) => option.textContent?.toLocaleLowerCase().startsWith(search))?.focus();
    }
  }

  return (
    <>
      <button
        type="button"
        id={`${id}-button`}
        className={`button ${children ? "" : "only-icon bare"} ${small ? "small-button" : ""} ${className ?? ""}`}
        aria-label={children ? undefined : label}
        data-tip={children ? undefined : label}
        aria-haspopup="menu"
        aria-controls={isNear ? id : undefined}
        tabIndex={tabIndex}
        popoverTarget={id}
        onPointerEnter={() => setNear(true)}
        onFocus={() => setNear(true)}
        onClick={() => {
          // A screen reader clicks without having pointed or focused.
          opens.current = !isNear;
          setNear(true);
        }}
        style={{ anchorName: anchorOf(id) }}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          event.stopPropagation();
          list.current?.showPopover();
          focusAt(event.key === "ArrowDown" ? 0 : -1);
        }}
      >
        {children ?? (face ? <span aria-hidden="true">{face}</span> : <Icon name={icon} />)}
        {children && <Icon name="down" />}
      </button>
      {isNear && (
        <div
          ref={list}
          id={id}
          popover="auto"
          role="menu"
          aria-label={label}
          tabIndex={-1}
          className={`floating menu${atEnd ? " menu-at-end" : ""}`}
          style={{ positionAnchor: anchorOf(id) }}
          onKeyDown={(event) => {
            // The list around it has keys of its own.
            event.stopPropagation();
            onKeyDown(event);
          }}
          onToggle={(event) => {
            if (event.newState === "open" && !list.current?.contains(document.activeElement)) focusAt(0);
          }}
        >
          {items.map((item) => (
            <Option key={item.label} item={item} close={() => list.current?.hidePopover()} />
          ))}
        </div>
      )}
    </>
  );
}

function Option({ item, close }: { item: MenuItem; close: () => void }) {
  const className = item.danger ? "danger-item" : undefined;
  const inside = (
    <>
      {item.icon ? <Icon name={item.icon} /> : <span />}
      <span>
        {item.label}
        {item.why && <span className="quiet small why-not">{item.why}</span>}
      </span>
      {item.keys && <kbd>{item.keys}</kbd>}
    </>
  );
  if (item.to !== undefined && !item.why) {
    return (
      <Link role="menuitem" tabIndex={-1} className={className} to={item.to} onClick={close}>
        {inside}
      </Link>
    );
  }
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className={className}
      aria-disabled={item.why ? true : undefined}
      onClick={() => {
        if (item.why) return;
        close();
        item.onSelect?.();
      }}
    >
      {inside}
    </button>
  );
}

/** The name of an anchor is a CSS identifier, and React's ids have signs that CSS does not take. */
function anchorOf(id: string) {
  return `--${id.replaceAll(/[^\w-]/g, "")}`;
}

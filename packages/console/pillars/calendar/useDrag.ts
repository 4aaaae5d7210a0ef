/**
 * Moves and stretches what stands in a calendar, by pointer and by keys, and draws something new on a free place. Alt and an arrow move what has
 * the focus, with Shift they move its end; it is done when Alt is let go. Fingers scroll, and move what they have rested on for a moment.
 */
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from "react";
import type { Entry } from "./entries.ts";
import { type DragMode, dragged, type Minute, type Span } from "./grid.ts";

export interface Drag {
  /** What is moved; nothing while something new is drawn. */
  entry: Entry | undefined;
  mode: DragMode;
  span: Span;
}

interface Options {
  /** The element that has the handlers. */
  root: RefObject<HTMLElement | null>;
  entries: readonly Entry[];
  /** The minute below a point of the window; undefined where there is none. */
  minuteAt: (x: number, y: number) => Minute | undefined;
  /** What is drawn goes by so many minutes. */
  step: number;
  /** How far an arrow moves. */
  arrows: Readonly<Record<string, number>>;
  onMove: (entry: Entry, mode: DragMode, to: Span) => void;
  onNew: (span: Span) => void;
  onDelete: (entry: Entry) => void;
  /** What a click on a free place makes. */
  usual: (at: Minute) => Span;
}

/** A pointer that goes less far is a click. */
const THRESHOLD_PX = 4;
/** A finger that rests for so long takes hold of what is below it; one that goes further before scrolls. */
const HOLD_MS = 450;
const SCROLL_PX = 10;
/** A finger is too thick for an edge: what is held near its end is stretched. */
const FINGER_PX = 14;

interface Begun extends Drag {
  x: number;
  y: number;
  at: Minute;
  before: Span;
}

export function useDrag({ root, entries, minuteAt, step, arrows, onMove, onNew, onDelete, usual }: Options) {
  const [drag, draw] = useState<Drag>();
  /** The same at once: a pointer may be let go before what it did last was drawn. */
  const latest = useRef<Drag>(undefined);
  const begun = useRef<Begun>(undefined);
  const isByKeys = useRef(false);
  /** Runs out when a finger has rested long enough. */
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** The click that follows a drag is none. */
  const wasDragged = useRef(false);

  const entryAt = (target: EventTarget): Entry | undefined => {
    const key = (target as Element).closest<HTMLElement>("[data-key]")?.dataset.key;
    return key === undefined ? undefined : entries.find((entry) => entry.key === key);
  };
  const snap = (minutes: number) => Math.round(minutes / step) * step;

  function setDrag(next: Drag | undefined) {
    latest.current = next;
    draw(next);
  }

  // The browser scrolls unless it is told not to, at once and not in one of React's passive listeners, while a finger holds something.
  useEffect(() => {
    const element = root.current;
    const hold = (event: TouchEvent) => {
      if (latest.current && event.cancelable) event.preventDefault();
    };
    element?.addEventListener("touchmove", hold, { passive: false });
    return () => {
      element?.removeEventListener("touchmove", hold);
      clearTimeout(resting.current);
    };
  }, [root]);

  function stop() {
    clearTimeout(resting.current);
    begun.current = undefined;
    isByKeys.current = false;
    setDrag(undefined);
  }

  function finish() {
    if (!latest.current) return stop();
    const { entry, mode, span } = latest.current;
    const isSame = entry && entry.from === span.from && entry.to === span.to;
    stop();
    if (!entry) onNew(span);
    else if (!isSame) onMove(entry, mode, span);
  }

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    wasDragged.current = false;
    clearTimeout(resting.current);
    if (event.button !== 0) return;
    // A second finger makes a pinch of it.
    if (!event.isPrimary) return stop();
    const at = minuteAt(event.clientX, event.clientY);
    const isHeld = (event.target as Element).closest("[data-key]") !== null;
    const entry = entryAt(event.target);
    if (at === undefined || (isHeld && !entry?.isMovable)) return;
    const isFinger = event.pointerType === "touch";
    const edge = ((event.target as HTMLElement).dataset.edge ?? (isFinger ? endBelow(event) : undefined)) as
      | DragMode
      | undefined;
    const before = entry ?? { from: Math.floor(at / step) * step, to: Math.floor(at / step) * step + step };
    begun.current = {
      entry,
      mode: entry ? (edge ?? "move") : "end",
      before,
      span: before,
      at,
      x: event.clientX,
      y: event.clientY,
    };
    if (isFinger) resting.current = setTimeout(take, HOLD_MS, event.currentTarget, event.pointerId);
  }

  /** Shows that a finger holds something. */
  function take(element: HTMLElement, pointerId: number) {
    const start = begun.current;
    if (!start) return;
    element.setPointerCapture(pointerId);
    wasDragged.current = true;
    setDrag({ entry: start.entry, mode: start.mode, span: start.span });
  }

  function onPointerMove(event: PointerEvent<HTMLElement>) {
    const start = begun.current;
    if (!start) return;
    const way = Math.hypot(event.clientX - start.x, event.clientY - start.y);
    if (event.pointerType === "touch" && !latest.current) return way > SCROLL_PX ? stop() : undefined;
    if (!latest.current && way < THRESHOLD_PX) return;
    const at = minuteAt(event.clientX, event.clientY);
    if (at === undefined) return;
    if (!latest.current) event.currentTarget.setPointerCapture(event.pointerId);
    wasDragged.current = true;
    const span = start.entry ? dragged(start.before, start.mode, snap(at - start.at)) : drawn(start.before, at);
    if (span.from !== latest.current?.span.from || span.to !== latest.current.span.to)
      setDrag({ entry: start.entry, mode: start.mode, span });
  }

  /** From where the pointer went down to where it is, whichever comes first. */
  const drawn = ({ from, to }: Span, at: Minute): Span =>
    at >= from ? { from, to: Math.max(to, Math.ceil(at / step) * step) } : { from: Math.floor(at / step) * step, to };

  function onClickCapture(event: MouseEvent) {
    if (!wasDragged.current) return;
    wasDragged.current = false;
    event.preventDefault();
    event.stopPropagation();
  }

  function onClick(event: MouseEvent) {
    const target = event.target as Element;
    if (target.closest("[data-key], a, button")) return;
    const at = minuteAt(event.clientX, event.clientY);
    if (at !== undefined) onNew(usual(at));
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key === "Escape" && (drag || begun.current)) {
      event.stopPropagation();
      return stop();
    }
    const entry = entryAt(event.target);
    if (!entry) return;
    if (event.shiftKey && event.key === "Delete") return onDelete(entry);
    const by = arrows[event.key];
    if (by === undefined) return;
    event.preventDefault();
    if (!event.altKey) return focusBeside(event.currentTarget, event.target as HTMLElement, event.key);
    if (!entry.isMovable) return;
    const held = latest.current?.entry?.key === entry.key ? latest.current : undefined;
    const mode: DragMode = event.shiftKey ? "end" : "move";
    isByKeys.current = true;
    setDrag({
      entry,
      // Moved and stretched at once, both ends are new.
      mode: held && held.mode !== mode ? "start" : mode,
      span: dragged(held?.span ?? entry, mode, by),
    });
  }

  const onKeyUp = ({ key }: KeyboardEvent) => {
    if (key === "Alt" && isByKeys.current) finish();
  };
  /** A finger that rests asks for a menu, too. */
  const onContextMenu = (event: MouseEvent) => {
    if (latest.current) event.preventDefault();
  };
  const onBlur = () => {
    if (isByKeys.current) finish();
  };
  const onPointerUp = () => {
    if (!isByKeys.current) finish();
  };
  return {
    drag,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: stop,
      onContextMenu,
      onClickCapture,
      onClick,
      onKeyDown,
      onKeyUp,
      onBlur,
    },
  };
}

/** `end` where a finger is near the end of what can be stretched. */
function endBelow({ target, clientX, clientY }: PointerEvent): DragMode | undefined {
  const edge = (target as Element).closest("[data-key]")?.querySelector<HTMLElement>("[data-edge]");
  if (!edge) return undefined;
  const { left, right, top, bottom } = edge.getBoundingClientRect();
  const isNear = (at: number, from: number, to: number) => at > from - FINGER_PX && at < to + FINGER_PX;
  return isNear(clientX, left, right) && isNear(clientY, top, bottom) ? (edge.dataset.edge as DragMode) : undefined;
}

/** Up and down go through what there is in its order; left and right to what is nearest on another day. */
function focusBeside(root: HTMLElement, from: HTMLElement, key: string) {
  const all = [...root.querySelectorAll<HTMLElement>("[data-key]")];
  const at = all.indexOf(from.closest<HTMLElement>("[data-key]")!);
  if (key === "ArrowUp" || key === "ArrowDown") return all[at + (key === "ArrowUp" ? -1 : 1)]?.focus();
  const box = from.getBoundingClientRect();
  const isLeft = key === "ArrowLeft";
  const distance = (one: HTMLElement) => {
    const { left, top } = one.getBoundingClientRect();
    const across = isLeft ? box.left - left : left - box.left;
    return across < 2 ? Number.POSITIVE_INFINITY : across * 1_000 + Math.abs(top - box.top);
  };
  const nearest = all.reduce((best, one) => (distance(one) < distance(best) ? one : best), from);
  nearest.focus();
}

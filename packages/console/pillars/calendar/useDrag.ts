/**
 * Moves and stretches what stands in a calendar, by pointer and by keys, and draws something new on a free place. Alt and an arrow move what has
 * the focus, with Shift they move its end; it is done when Alt is let go. Fingers scroll: for them there is the form.
 */
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef, useState } from "react";
import type { Entry } from "./entries.ts";
import { type DragMode, dragged, type Minute, type Span } from "./grid.ts";

export interface Drag {
  /** What is moved; nothing while something new is drawn. */
  entry: Entry | undefined;
  mode: DragMode;
  span: Span;
}

interface Options {
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

interface Begun extends Drag {
  x: number;
  y: number;
  at: Minute;
  before: Span;
}

export function useDrag({ entries, minuteAt, step, arrows, onMove, onNew, onDelete, usual }: Options) {
  const [drag, draw] = useState<Drag>();
  /** The same at once: a pointer may be let go before what it did last was drawn. */
  const latest = useRef<Drag>(undefined);
  const begun = useRef<Begun>(undefined);
  const isByKeys = useRef(false);
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

  function stop() {
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
    if (event.button !== 0 || event.pointerType === "touch") return;
    const at = minuteAt(event.clientX, event.clientY);
    const isHeld = (event.target as Element).closest("[data-key]") !== null;
    const entry = entryAt(event.target);
    if (at === undefined || (isHeld && !entry?.isMovable)) return;
    const edge = (event.target as HTMLElement).dataset.edge as DragMode | undefined;
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
  }

  function onPointerMove(event: PointerEvent<HTMLElement>) {
    const start = begun.current;
    if (!start) return;
    if (!drag && Math.hypot(event.clientX - start.x, event.clientY - start.y) < THRESHOLD_PX) return;
    const at = minuteAt(event.clientX, event.clientY);
    if (at === undefined) return;
    if (!drag) event.currentTarget.setPointerCapture(event.pointerId);
    wasDragged.current = true;
    const span = start.entry ? dragged(start.before, start.mode, snap(at - start.at)) : drawn(start.before, at);
    if (span.from !== drag?.span.from || span.to !== drag.span.to)
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
      onClickCapture,
      onClick,
      onKeyDown,
      onKeyUp,
      onBlur,
    },
  };
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

import "./List.css";
import {
  type KeyboardEvent,
  type ReactNode,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useCommon } from "#console/words/common.ts";
import { number } from "#console/words/format.ts";
import { Button } from "./Button.tsx";
import { type Item, ListRow, type RowActs, SkeletonRow } from "./ListRow.tsx";
import type { Rows } from "./rows.ts";
import { Problem, Skeleton } from "./State.tsx";
import {
  allSelected,
  isNothing,
  isSelected,
  nothingSelected,
  type Selection,
  toggled,
  withSelected,
} from "./selection.ts";
import { useWindow } from "./useWindow.ts";

export type { Item } from "./ListRow.tsx";

export type ListProps<Row> = {
  /** What the list holds, for screen readers. */
  label: string;
  rows: Rows<Row>;
  keyOf: (row: Row) => string;
  item: (row: Row) => Item;
  empty: ReactNode;
  /** What can be done with the selected rows; without it nothing can be selected. */
  bulk?: (selection: Selection, clear: () => void) => ReactNode;
  /** Moves a row by so many places: by Alt and an arrow, by its menu, or dragged. */
  onMove?: (row: Row, by: number) => void;
  /** Shift+Delete. */
  onDelete?: (row: Row) => void;
  /** The row that is open beside the list. */
  openId?: string;
  /** How many lines each row has when they are many; few rows take what they need. */
  lines?: 1 | 2;
};

/** Above so many rows all are equally high, so that 200,000 can be scrolled without drawing them. */
const FEW = 100;

/**
 * Rows to go through, by pointer or by keys: `j` `k` and arrows move, `x` selects, Shift extends, Enter opens, Space checks. It is one stop of
 * Tab (WAI-ARIA grid), and the focus belongs to a row by its id: when rows come or go, it stays on the same one.
 */
export function List<Row>(props: ListProps<Row>) {
  const { rows, empty } = props;
  // Rows that have arrived are drawn beside everything else, bit by bit, and the skeleton stays for as long.
  const state = useDeferredValue(rows.state);
  if (state === "loading")
    return (
      <div className="list-box">
        <Skeleton rows={6} />
      </div>
    );
  if (state === "failed" && rows.problem) return <Problem problem={rows.problem} retry={rows.retry} />;
  if (state === "empty" && rows.newer === 0) return <div className="list-box">{empty}</div>;
  return <Grid key={rows.key} {...props} />;
}

function Grid<Row>({ label, rows, keyOf, item, bulk, onMove, onDelete, openId, lines = 1 }: ListProps<Row>) {
  const words = useCommon();
  const box = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState({ id: "", index: 0 });
  const [selection, setSelection] = useState(nothingSelected);
  const [dragged, setDragged] = useState<number>();
  const anchor = useRef(0);
  const wantsFocus = useRef(false);
  const hasFocus = useRef(false);

  const isFixed = rows.hasMore || rows.count > FEW;
  const rowHeight = useHeightOf(box);
  const window = useWindow(box, rows.count, isFixed ? rowHeight : 0);
  const range = isFixed ? window : { first: 0, last: rows.count };
  const { first, last } = range;
  const { show } = rows;
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the count grows, what is in view may not be read yet
  useEffect(() => show(first, last), [show, first, last, rows.count]);

  const idAt = (index: number) => {
    const row = rows.at(index);
    return row === undefined ? undefined : keyOf(row);
  };
  const activeIndex = placeOf(active, rows.count, idAt);

  // After each drawing: the row to focus may only exist now, and the one that had the focus may be gone, deleted or scrolled away.
  useLayoutEffect(() => {
    const isLost = hasFocus.current && document.activeElement === document.body;
    if (!wantsFocus.current && !isLost) return;
    const row = box.current?.querySelector<HTMLElement>(`[data-index="${activeIndex}"]`);
    row?.focus({ preventScroll: true });
    if (wantsFocus.current) row?.scrollIntoView({ block: "nearest" });
    wantsFocus.current = false;
  });

  function moveTo(index: number, extend: boolean) {
    const to = Math.max(0, Math.min(index, rows.count - 1));
    if (extend && bulk) extendTo(to);
    else anchor.current = to;
    wantsFocus.current = true;
    setActive({ id: idAt(to) ?? "", index: to });
  }

  function extendTo(index: number) {
    const [from, to] = index < anchor.current ? [index, anchor.current] : [anchor.current, index];
    const ids = Array.from({ length: to - from + 1 }, (_, at) => idAt(from + at)).filter((id) => id !== undefined);
    setSelection((now) => withSelected(now, ids, true));
  }

  function toggle(index: number) {
    const id = idAt(index);
    if (id === undefined || !bulk) return;
    anchor.current = index;
    setSelection((now) => toggled(now, id));
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const target = event.target as HTMLElement;
    if (
      event.nativeEvent.isComposing ||
      event.ctrlKey ||
      event.metaKey ||
      target.matches("input:not([type=checkbox]), textarea, select")
    )
      return;
    const row = rows.at(activeIndex);
    const move = (by: number) => (event.altKey ? row && onMove?.(row, by) : moveTo(activeIndex + by, event.shiftKey));
    const onRow = target.getAttribute("role") === "row";
    const acts: Record<string, (() => void) | undefined> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      j: () => move(1),
      k: () => move(-1),
      J: () => move(1),
      K: () => move(-1),
      Home: () => moveTo(0, event.shiftKey),
      End: () => moveTo(rows.count - 1, event.shiftKey),
      PageDown: () => moveTo(activeIndex + 10, event.shiftKey),
      PageUp: () => moveTo(activeIndex - 10, event.shiftKey),
      ArrowRight: () => focusInside(target, 1),
      ArrowLeft: () => focusInside(target, -1),
      x: bulk && (() => toggle(activeIndex)),
      Escape: isNothing(selection) ? undefined : () => setSelection(nothingSelected),
      Delete: event.shiftKey && row && onDelete ? () => onDelete(row) : undefined,
      Enter: onRow ? () => target.querySelector<HTMLElement>(".list-open")?.click() : undefined,
      " ": onRow ? () => target.querySelector<HTMLElement>("input")?.click() : undefined,
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  const acts = useSteady<RowActs>({
    focus(index) {
      const id = idAt(index);
      if (id !== undefined && id !== active.id) setActive({ id, index });
    },
    toggle,
    extend: extendTo,
    move(index, by) {
      const row = rows.at(index);
      if (row !== undefined) onMove?.(row, by);
    },
    drag: setDragged,
    dragEnd: () => setDragged(undefined),
    drop(index) {
      const moved = dragged === undefined ? undefined : rows.at(dragged);
      if (moved !== undefined && dragged !== index) onMove?.(moved, index - dragged!);
      setDragged(undefined);
    },
  });

  const rowAt = (index: number, isApart?: boolean) => {
    const row = rows.at(index);
    if (row === undefined) return <SkeletonRow key={`at ${index}`} index={index} />;
    const id = keyOf(row);
    return (
      <ListRow
        key={id}
        row={row}
        item={item}
        index={index}
        top={isApart ? index * rowHeight : undefined}
        isActive={index === activeIndex}
        isOpen={id === openId}
        selected={bulk ? isSelected(selection, id) : undefined}
        isSelecting={!isNothing(selection)}
        acts={acts}
        canMoveUp={onMove !== undefined && index > 0}
        canMoveDown={onMove !== undefined && index < rows.count - 1}
        isDraggable={onMove !== undefined}
        dropSide={dragged === undefined || dragged === index ? undefined : dragged < index ? "below" : "above"}
      />
    );
  };

  // The active row is always drawn, also far from the view: a row that is not there cannot keep the focus. All are in one
  // order, so that a row which comes into view stays the same element.
  const drawn = Array.from({ length: last - first }, (_, at) => first + at);
  if (rows.count > 0 && activeIndex < first) drawn.unshift(activeIndex);
  if (rows.count > 0 && activeIndex >= last) drawn.push(activeIndex);
  return (
    <div className="list-box">
      {rows.newer > 0 && (
        <div className="list-newer" role="status">
          <Button small kind="main" icon="up" onClick={rows.showNewer}>
            {words.newer(rows.newer)}
          </Button>
        </div>
      )}
      {bulk && !isNothing(selection) && (
        <div className="list-bulk">
          <span role="status">{sayHowMany(selection, words)}</span>
          {selection.mode === "some" && (
            <Button small kind="bare" onClick={() => setSelection(allSelected)}>
              {words.selectAll}
            </Button>
          )}
          {bulk(selection, () => setSelection(nothingSelected))}
          <Button small kind="bare" onClick={() => setSelection(nothingSelected)}>
            {words.clear}
          </Button>
        </div>
      )}
      <div
        ref={box}
        role="grid"
        aria-label={label}
        aria-rowcount={rows.hasMore ? -1 : rows.count}
        aria-multiselectable={bulk ? true : undefined}
        className={`list${isFixed ? " fixed-rows" : ""}${lines === 2 ? " two-lines" : ""}`}
        onKeyDown={onKeyDown}
        onFocus={() => {
          hasFocus.current = true;
        }}
        onBlur={({ target }) =>
          // A row that was taken away loses the focus too, but its list keeps it.
          queueMicrotask(() => {
            if (target.isConnected) hasFocus.current = box.current?.contains(document.activeElement) ?? false;
          })
        }
        style={
          isFixed
            ? { paddingBlockStart: first * rowHeight, paddingBlockEnd: (rows.count - last) * rowHeight }
            : undefined
        }
      >
        {drawn.map((index) => rowAt(index, index < first || index >= last))}
        <div className="list-probe" role="none" />
      </div>
      {rows.hasMore && <Skeleton rows={3} />}
    </div>
  );
}

function sayHowMany({ mode, ids }: Selection, words: ReturnType<typeof useCommon>) {
  if (mode === "some") return words.selected(ids.size);
  return ids.size === 0 ? words.selectedAll : words.selectedAllBut(ids.size);
}

/** Where the active row is now: rows may have come or gone above it. Far away it is not looked for. */
function placeOf(active: { id: string; index: number }, count: number, idAt: (index: number) => string | undefined) {
  const at = Math.min(active.index, Math.max(0, count - 1));
  if (active.id === "" || idAt(at) === active.id) return at;
  for (let distance = 1; distance < 60; distance++) {
    if (idAt(at + distance) === active.id) return at + distance;
    if (at >= distance && idAt(at - distance) === active.id) return at - distance;
  }
  return at;
}

/** Goes through the controls of a row, which Tab passes by, and back to the row. */
function focusInside(target: HTMLElement, step: 1 | -1) {
  const row = target.closest<HTMLElement>("[role=row]");
  if (!row) return;
  const stops = [row, ...row.querySelectorAll<HTMLElement>("a[href], button, input")];
  stops[Math.max(0, Math.min(stops.indexOf(target) + step, stops.length - 1))]?.focus();
}

/** The same functions at each drawing, which do what they would at the latest. */
function useSteady<Acts extends Record<keyof Acts, (...values: never[]) => void>>(acts: Acts): Acts {
  const latest = useRef(acts);
  latest.current = acts;
  const [steady] = useState(() => {
    const names = Object.keys(acts) as (keyof Acts)[];
    const call =
      (name: keyof Acts) =>
      (...values: never[]) =>
        latest.current[name](...values);
    // Each calls the one of its name, so that it takes what that takes.
    return Object.fromEntries(names.map((name) => [name, call(name)])) as Acts;
  });
  return steady;
}

/** How high a row is now, in CSS pixels: it depends on density, pointer and size of text, so it is measured. */
function useHeightOf(box: { current: HTMLElement | null }) {
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const probe = box.current?.querySelector<HTMLElement>(".list-probe");
    if (!probe) return;
    const measure = () => setHeight(probe.getBoundingClientRect().height);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(probe);
    return () => observer.disconnect();
  }, [box]);
  return height;
}

/** A count beside a heading, in the person's digits. */
export function Count({ of }: { of: number }) {
  return <span className="quiet small">{number(of)}</span>;
}

import { type DragEvent, type MouseEvent, memo, type ReactNode, useState } from "react";
import { Link } from "react-router";
import { useCommon } from "#console/words/common.ts";
import { type Dragged, draggedBy, type Taking, useTaking } from "./dragged.ts";
import { Icon } from "./Glyph.tsx";
import { Menu, type MenuItem } from "./Menu.tsx";
import { Check } from "./Switch.tsx";

/** What a row shows. */
export type Item = {
  /** Its name as plain text, for the names of its controls. */
  name: string;
  /** Shown instead of the name. */
  title?: ReactNode;
  sub?: ReactNode;
  /** At its beginning, such as a glyph. */
  lead?: ReactNode;
  /** At its end: a date, a tag. */
  end?: ReactNode;
  /** The page it opens, below /console. */
  to?: string;
  onOpen?: () => void;
  /** A box to check, such as of a task; a checked row is drawn through. */
  check?: { checked: boolean; label: string; onChange: (checked: boolean) => void };
  menu?: readonly MenuItem[];
  /** What it is when it is dragged elsewhere, and what of other rows can be let go on it. */
  drag?: Dragged;
  takes?: Taking;
  /** Why the last change of it did not hold. */
  problem?: string;
  /** How far it is indented, for what belongs to the row above. */
  depth?: number;
};

/** What can be done to the row at a place. They stay the same functions, so that rows which stay as they are need no drawing. */
export type RowActs = {
  focus: (index: number) => void;
  toggle: (index: number) => void;
  extend: (index: number) => void;
  move: (index: number, by: number) => void;
  drag: (index: number) => void;
  dragEnd: () => void;
  drop: (index: number) => void;
};

type RowProps<Row> = {
  row: Row;
  item: (row: Row) => Item;
  index: number;
  /** Its place in CSS pixels, when it stands apart from the rows in view. */
  top?: number;
  isActive: boolean;
  isOpen: boolean;
  /** `undefined` when nothing can be selected here. */
  selected?: boolean;
  isSelecting: boolean;
  acts: RowActs;
  canMoveUp: boolean;
  canMoveDown: boolean;
  isDraggable: boolean;
  /** On which side of it what is dragged would come to lie. */
  dropSide?: "above" | "below";
};

/** A window of rows moves with each scroll: what it still holds afterwards is not drawn again. */
export const ListRow = memo(DrawnRow) as typeof DrawnRow;

function DrawnRow<Row>({
  row,
  item: itemOf,
  index,
  top,
  isActive,
  isOpen,
  selected,
  isSelecting,
  acts,
  canMoveUp,
  canMoveDown,
  isDraggable,
  dropSide,
}: RowProps<Row>) {
  const words = useCommon();
  const [isOver, setOver] = useState(false);
  const item = itemOf(row);
  const { check, sub, end, problem } = item;
  const taking = useTaking(item.takes);
  const onToggle = () => acts.toggle(index);

  // While rows are being selected, a click selects; a link would lead away from what was selected.
  function onClickCapture(event: MouseEvent<HTMLElement>) {
    if (selected === undefined || (event.target as Element).closest("button:not(.list-open), input, label, [popover]"))
      return;
    if (!event.shiftKey && !isSelecting) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) acts.extend(index);
    else onToggle();
  }

  const menu: MenuItem[] = [
    ...(item.menu ?? []).filter(({ danger }) => !danger),
    ...(canMoveUp
      ? [{ label: words.moveUp, icon: "up", keys: "Alt+↑", onSelect: () => acts.move(index, -1) } satisfies MenuItem]
      : []),
    ...(canMoveDown
      ? [{ label: words.moveDown, icon: "down", keys: "Alt+↓", onSelect: () => acts.move(index, 1) } satisfies MenuItem]
      : []),
    ...(selected === undefined
      ? []
      : [{ label: words.select(item.name), icon: "check", keys: "x", onSelect: onToggle } satisfies MenuItem]),
    ...(item.menu ?? []).filter(({ danger }) => danger),
  ];

  return (
    <div
      role="row"
      tabIndex={isActive ? 0 : -1}
      data-index={index}
      aria-rowindex={index + 1}
      aria-selected={selected}
      aria-current={isOpen || undefined}
      className={[
        "list-row",
        top !== undefined && "apart",
        isOver && dropSide,
        taking.isOver && "taking",
        check?.checked && "done",
      ]
        .filter(Boolean)
        .join(" ")}
      style={{ insetBlockStart: top, ...(item.depth ? { paddingInlineStart: 14 + item.depth * 24 } : {}) }}
      onFocus={() => acts.focus(index)}
      onClickCapture={onClickCapture}
      draggable={isDraggable || item.drag !== undefined}
      {...taking.handlers}
      {...(item.drag && draggedBy(item.drag))}
      {...(isDraggable && dragEvents({ acts, index, dropSide, setOver }))}
    >
      <div role="gridcell" className="list-lead">
        {selected !== undefined && isSelecting ? (
          <Check label={words.select(item.name)} unseenLabel checked={selected} onChange={onToggle} tabIndex={-1} />
        ) : check ? (
          <Check label={check.label} unseenLabel checked={check.checked} onChange={check.onChange} tabIndex={-1} />
        ) : (
          item.lead
        )}
      </div>
      <div role="gridcell" className="list-text">
        <Title item={item} />
        {sub && <span className="list-sub">{sub}</span>}
        {problem && (
          <span className="list-problem" role="alert">
            <Icon name="alert" />
            {problem}
          </span>
        )}
      </div>
      <div role="gridcell" className="list-end">
        {end}
        {menu.length > 0 && <Menu label={words.actionsOf(item.name)} items={menu} atEnd small tabIndex={-1} />}
      </div>
    </div>
  );
}

/** The link covers the whole row, so that the row can be clicked and still is a link to open elsewhere. */
function Title({ item }: { item: Item }) {
  const title = item.title ?? item.name;
  if (item.to !== undefined) {
    return (
      <Link to={item.to} className="list-title list-open" tabIndex={-1} dir="auto">
        {title}
      </Link>
    );
  }
  if (item.onOpen) {
    return (
      <button type="button" onClick={item.onOpen} className="list-title list-open" tabIndex={-1} dir="auto">
        {title}
      </button>
    );
  }
  return (
    <span className="list-title" dir="auto">
      {title}
    </span>
  );
}

export function SkeletonRow({ index }: { index: number }) {
  return (
    <div
      role="row"
      tabIndex={-1}
      className="list-row waiting"
      data-index={index}
      aria-rowindex={index + 1}
      aria-busy="true"
    >
      <div role="gridcell" />
    </div>
  );
}

function dragEvents({
  acts,
  index,
  dropSide,
  setOver,
}: Pick<RowProps<never>, "acts" | "index" | "dropSide"> & { setOver: (isOver: boolean) => void }) {
  return {
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.effectAllowed = "move";
      acts.drag(index);
    },
    onDragEnd: acts.dragEnd,
    onDragOver: (event: DragEvent) => {
      if (!dropSide) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      acts.drop(index);
    },
  };
}

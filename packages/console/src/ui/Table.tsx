import "./Table.css";
import { type ReactNode, useDeferredValue, useEffect, useRef } from "react";
import { useCommon } from "#console/words/common.ts";
import { Icon } from "./Glyph.tsx";
import type { Rows } from "./rows.ts";
import { Problem, Skeleton } from "./State.tsx";

export type Column<Row> = {
  id: string;
  label: string;
  cell: (row: Row) => ReactNode;
  /** Figures stand at the end, so that their places are below each other. */
  isNumber?: boolean;
  /** Left out on phones. */
  isExtra?: boolean;
  /** What names the row: stands first on the card that it becomes on phones. */
  isName?: boolean;
  /** Another order can be asked for; the server sorts. */
  isSortable?: boolean;
};

export type Sorting = { by: string; direction: "up" | "down" };

type TableProps<Row> = {
  label: string;
  rows: Rows<Row>;
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string;
  sorting?: Sorting;
  onSort?: (sorting: Sorting) => void;
  empty: ReactNode;
  /** The row that is open beside it. */
  openId?: string;
};

/** Rows and columns (a real `<table>`); the name of a column sorts, and on phones each row is a card. */
export function Table<Row>({ label, rows, columns, keyOf, sorting, onSort, empty, openId }: TableProps<Row>) {
  const words = useCommon();
  // As in List.
  const state = useDeferredValue(rows.state);
  if (state === "loading")
    return (
      <div className="table-box">
        <Skeleton rows={5} />
      </div>
    );
  if (state === "failed" && rows.problem) return <Problem problem={rows.problem} retry={rows.retry} />;
  if (state === "empty") return <div className="table-box">{empty}</div>;

  const shown = Array.from({ length: rows.count }, (_, index) => rows.at(index)).filter((row) => row !== undefined);
  return (
    // A table that is wider than its place can be scrolled by keys too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by the keyboard (WCAG 2.1.1)
    <div className="table-box" tabIndex={0} role="group" aria-label={label}>
      <table aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.id} column={column} sorting={sorting} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => {
            const id = keyOf(row);
            return (
              <tr key={id} aria-current={id === openId || undefined}>
                {columns.map((column) => (
                  <td key={column.id} className={classOf(column)} data-label={column.label}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.hasMore && <More show={rows.show} count={rows.count} label={words.more} />}
    </div>
  );
}

function Head<Row>({
  column,
  sorting,
  onSort,
}: {
  column: Column<Row>;
  sorting?: Sorting;
  onSort?: (sorting: Sorting) => void;
}) {
  const direction = sorting?.by === column.id ? sorting.direction : undefined;
  return (
    <th
      scope="col"
      className={classOf(column)}
      aria-sort={direction && ({ up: "ascending", down: "descending" } as const)[direction]}
    >
      {column.isSortable && onSort ? (
        <button
          type="button"
          onClick={() => onSort({ by: column.id, direction: direction === "down" ? "up" : "down" })}
        >
          {column.label}
          {direction && <Icon name={direction} />}
        </button>
      ) : (
        column.label
      )}
    </th>
  );
}

/** Reads on when its end comes into view. */
function More({ show, count, label }: { show: (first: number, last: number) => void; count: number; label: string }) {
  const foot = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!foot.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && show(count, count + 1), {
      rootMargin: "400px",
    });
    observer.observe(foot.current);
    return () => observer.disconnect();
  }, [show, count]);
  return (
    <button ref={foot} type="button" className="button bare table-more" onClick={() => show(count, count + 1)}>
      {label}
    </button>
  );
}

function classOf({ isNumber, isExtra, isName }: Pick<Column<never>, "isNumber" | "isExtra" | "isName">) {
  return [isNumber && "num", isExtra && "extra", isName && "names"].filter(Boolean).join(" ") || undefined;
}

/** Pairs of a name and a value. */
export function Facts({ facts }: { facts: readonly { name: string; value: ReactNode; note?: ReactNode }[] }) {
  return (
    <dl className="facts">
      {facts.map(({ name, value, note }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          {note && <dd className="note">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}

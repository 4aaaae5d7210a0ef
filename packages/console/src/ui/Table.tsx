import "./Table.css";
import {
  Fragment,
  memo,
  type ReactNode,
  type RefObject,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useCommon } from "#console/words/common.ts";
import { Icon } from "./Glyph.tsx";
import type { Rows } from "./rows.ts";
import { Problem, Skeleton } from "./State.tsx";
import { GROUP_ROWS, useGroups } from "./useGroups.ts";

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

/** Up to so many rows are drawn at once; of more, only those near the view. */
const FEW = 100;

/** Rows and columns (a real `<table>`); the name of a column sorts, and on phones each row is a card. */
export function Table<Row>(props: TableProps<Row>) {
  const { label, rows, columns, sorting, onSort, empty } = props;
  const words = useCommon();
  const table = useRef<HTMLTableElement>(null);
  const isMany = rows.count > FEW;
  // As in List.
  const state = useDeferredValue(rows.state);
  const widths = useSteadyWidths(table, isMany && state === "ready");
  if (state === "loading")
    return (
      <div className="table-box">
        <Skeleton rows={5} />
      </div>
    );
  if (state === "failed" && rows.problem) return <Problem problem={rows.problem} retry={rows.retry} />;
  if (state === "empty") return <div className="table-box">{empty}</div>;

  return (
    // A table that is wider than its place can be scrolled by keys too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by the keyboard (WCAG 2.1.1)
    <div className="table-box" tabIndex={0} role="group" aria-label={label}>
      <table
        ref={table}
        aria-label={label}
        aria-rowcount={isMany ? (rows.hasMore ? -1 : rows.count + 1) : undefined}
        className={widths ? "steady" : undefined}
      >
        {widths && (
          <colgroup>
            {columns.map(({ id }, at) => (
              <col key={id} style={{ inlineSize: widths[at] }} />
            ))}
          </colgroup>
        )}
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.id} column={column} sorting={sorting} onSort={onSort} />
            ))}
          </tr>
        </thead>
        {isMany ? (
          <Groups key={rows.key} {...props} />
        ) : (
          <tbody>
            {Array.from({ length: rows.count }, (_, index) => (
              <TableRow key={keyAt(props, index)} table={props} index={index} />
            ))}
          </tbody>
        )}
      </table>
      {rows.hasMore && <More show={rows.show} count={rows.count} label={words.more} />}
    </div>
  );
}

/** The rows near the view, in groups, and the place of the others. What has the focus is always drawn: what is not there cannot keep it. */
function Groups<Row>(props: TableProps<Row>) {
  const { rows, columns } = props;
  const start = useRef<HTMLTableSectionElement>(null);
  const [focused, setFocused] = useState<number>();
  const { range, place } = useGroups(start, rows.count);
  const { show } = rows;
  const [first, last] = [range.first * GROUP_ROWS, Math.min(range.last * GROUP_ROWS, rows.count)];
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the count grows, what is in view may not be read yet
  useEffect(() => show(first, last), [show, first, last, rows.count]);

  const groups = Math.ceil(rows.count / GROUP_ROWS);
  const drawn = Array.from({ length: range.last - range.first }, (_, at) => range.first + at);
  if (focused !== undefined && focused < range.first) drawn.unshift(focused);
  if (focused !== undefined && focused >= range.last && focused < groups) drawn.push(focused);
  return (
    <>
      <tbody ref={start} />
      {drawn.map((group, at) => (
        <Fragment key={group}>
          <Gap height={place((drawn[at - 1] ?? -1) + 1, group)} columns={columns.length} />
          <Group table={props} group={group} onFocus={setFocused} />
        </Fragment>
      ))}
      <Gap height={place((drawn.at(-1) ?? -1) + 1, groups)} columns={columns.length} />
    </>
  );
}

function Gap({ height, columns }: { height: number; columns: number }) {
  if (height === 0) return null;
  return (
    <tbody aria-hidden="true" className="table-gap">
      <tr>
        <td colSpan={columns} style={{ blockSize: height }} />
      </tr>
    </tbody>
  );
}

/** Groups come and go with each scroll: those that stay are not drawn again. */
const Group = memo(DrawnGroup) as typeof DrawnGroup;

function DrawnGroup<Row>({
  table,
  group,
  onFocus,
}: {
  table: TableProps<Row>;
  group: number;
  onFocus: (group: number | undefined) => void;
}) {
  const first = group * GROUP_ROWS;
  return (
    <tbody data-group={group} onFocus={() => onFocus(group)} onBlur={() => onFocus(undefined)}>
      {Array.from({ length: Math.min(GROUP_ROWS, table.rows.count - first) }, (_, at) => (
        <TableRow key={keyAt(table, first + at)} table={table} index={first + at} isOfMany />
      ))}
    </tbody>
  );
}

function TableRow<Row>({
  table: { rows, columns, keyOf, openId },
  index,
  isOfMany,
}: {
  table: TableProps<Row>;
  index: number;
  isOfMany?: boolean;
}) {
  const row = rows.at(index);
  // The row with the names of the columns is the first.
  const place = isOfMany ? index + 2 : undefined;
  if (row === undefined)
    return (
      <tr aria-busy="true" aria-rowindex={place}>
        <td colSpan={columns.length} />
      </tr>
    );
  return (
    <tr aria-current={keyOf(row) === openId || undefined} aria-rowindex={place}>
      {columns.map((column) => (
        <td key={column.id} className={classOf(column)} data-label={column.label}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

function keyAt<Row>({ rows, keyOf }: TableProps<Row>, index: number): string {
  const row = rows.at(index);
  return row === undefined ? `at ${index}` : keyOf(row);
}

/** The widths of columns in CSS pixels, as the first rows made them: otherwise they would change with the rows that come into view. */
function useSteadyWidths(table: RefObject<HTMLTableElement | null>, isMany: boolean): number[] | undefined {
  const [widths, setWidths] = useState<number[]>();
  const isMeasured = widths !== undefined;
  useLayoutEffect(() => {
    const box = table.current?.parentElement;
    if (!isMany || !table.current || !box) return;
    if (!isMeasured)
      setWidths([...table.current.querySelectorAll("th")].map((head) => head.getBoundingClientRect().width));
    const { width } = box.getBoundingClientRect();
    const observer = new ResizeObserver(() => {
      if (box.getBoundingClientRect().width !== width) setWidths(undefined);
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [table, isMany, isMeasured]);
  return isMany ? widths : undefined;
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

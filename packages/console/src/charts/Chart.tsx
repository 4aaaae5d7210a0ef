import "./Chart.css";
import { type KeyboardEvent, type PointerEvent, type ReactNode, type RefCallback, useCallback, useState } from "react";
import { useCommon } from "#console/words/common.ts";

/** What the chart draws, as a table: the first column names each row, such as a day. */
export type ChartTable = { columns: readonly string[]; rows: readonly (readonly string[])[] };

/** The shades of one hue that parts of a whole have, the last being no hue. */
export type Shade = 0 | 1 | 2 | 3 | 4;

export type Legend = {
  label: string;
  of?: string;
  mark: "line" | "bar" | "dim-bar" | "band" | "dots" | "point" | "tick" | "outline" | `layer-${Shade}`;
};

type ChartProps = {
  /** What the chart says, in one sentence: “After short nights you spend more.” */
  finding: string;
  legend?: readonly Legend[];
  /** The source of everything that is read out; the drawing only shows it. */
  table: ChartTable;
  /** How many rows Page Up and Page Down step: seven for days. */
  page?: number;
  /** `reading` is the row that is read; `onReach` takes where the pointer is, from 0 to 1 along the drawing. */
  children: (reading: number | undefined, onReach: (share: number | undefined) => void) => ReactNode;
};

/**
 * The frame of every chart: its finding as a sentence, the drawing, a line that reads the values (by pointer and by arrows), and the table it is drawn
 * from, a click away.
 */
export function Chart({ finding, legend = [], table, page = 7, children }: ChartProps) {
  const words = useCommon();
  const [reading, setReading] = useState<number>();
  const last = table.rows.length - 1;
  const read = (index: number) => setReading(Math.max(0, Math.min(last, index)));

  function onKeyDown(event: KeyboardEvent) {
    const now = reading ?? last + 1;
    const next = {
      ArrowLeft: now - 1,
      ArrowRight: now + 1,
      PageUp: now - page,
      PageDown: now + page,
      Home: 0,
      End: last,
    }[event.key];
    if (next === undefined || last < 0) return;
    event.preventDefault();
    read(next);
  }

  const row = reading === undefined ? undefined : table.rows[reading];
  return (
    <figure className="chart">
      {legend.length > 0 && (
        <ul className="chart-legend">
          {legend.map((entry) => (
            <li key={entry.label} className={entry.of && `of-${entry.of}`}>
              <Mark mark={entry.mark} />
              {entry.label}
            </li>
          ))}
        </ul>
      )}
      <div
        className="chart-drawing"
        role="group"
        aria-label={`${finding} ${words.chartKeys}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows read the values
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => setReading(undefined)}
      >
        {children(reading, (share) =>
          share === undefined ? setReading(undefined) : read(Math.floor(share * table.rows.length)),
        )}
      </div>
      <p className="chart-reading" aria-live="polite">
        {row && (
          <>
            <b>{row[0]}</b>{" "}
            {row
              .slice(1)
              .flatMap((value, at) =>
                value ? `${table.columns.length > 2 ? `${table.columns[at + 1]} ` : ""}${value}` : [],
              )
              .join("; ")}
          </>
        )}
      </p>
      <details>
        <summary>{words.asTable}</summary>
        <div
          className="chart-table"
          role="group"
          aria-label={finding}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by the keyboard (WCAG 2.1.1)
          tabIndex={0}
        >
          <table>
            <thead>
              <tr>
                {table.columns.map((column, at) => (
                  <th key={column} scope="col" className={at > 0 ? "num" : undefined}>
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((values) => (
                <tr key={values[0]}>
                  {values.map((value, at) => (
                    <td key={table.columns[at]} className={at > 0 ? "num" : undefined}>
                      {value}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

/** Where the pointer is, along the drawing. */
export function shareOf(event: PointerEvent<Element>, left = 0, right = 0): number {
  const box = event.currentTarget.getBoundingClientRect();
  return Math.max(0, Math.min(0.9999, (event.clientX - box.left - left) / (box.width - left - right)));
}

/** The width of what carries the ref, in CSS pixels, so that a drawing fills its place without stretching its text. */
export function useWidth(): [width: number, ref: RefCallback<Element>] {
  const [width, setWidth] = useState(640);
  const ref = useCallback((element: Element | null) => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width || 640));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [width, ref];
}

function Mark({ mark }: { mark: Legend["mark"] }) {
  return (
    <svg className={`chart-mark ${mark}`} width="22" height="12" viewBox="0 0 22 12" aria-hidden="true">
      {mark === "line" && <path d="M1 6h20" />}
      {mark === "dots" && <path d="M1 6h20" strokeDasharray="2 4" />}
      {mark === "point" && <circle cx="11" cy="6" r="2.5" />}
      {mark === "tick" && <path d="M11 0v12" />}
      {(mark === "bar" || mark === "dim-bar" || mark === "outline" || mark.startsWith("layer")) && (
        <rect x="7" y="1" width="8" height="11" rx="1" />
      )}
      {mark === "band" && <rect x="4" y="0" width="14" height="12" />}
    </svg>
  );
}

/** Steps that people count in (1, 2 or 5 times a power of ten), about `count` of them up to `most`; zero is one of them, and `least` is zero or below. */
export function ticksTo(most: number, least = 0, count = 3): number[] {
  if (!(most > least)) return [0];
  const step = stepOf((most - least) / count);
  const below = Math.floor(-least / step + 1e-9);
  return Array.from({ length: below + Math.floor(most / step + 1e-9) + 1 }, (_, at) => (at - below) * step);
}

/** The same between two values, without zero. */
export function ticksBetween(most: number, least: number, count = 3): number[] {
  if (!(most > least)) return [least];
  const step = stepOf((most - least) / count);
  const first = Math.ceil(least / step - 1e-9);
  return Array.from({ length: Math.floor(most / step + 1e-9) - first + 1 }, (_, at) => (first + at) * step);
}

/** The least step that people count in (1, 2 or 5 times a power of ten) and is about `rough` or more. */
export function stepOf(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough * 0.999) ?? power * 10;
}

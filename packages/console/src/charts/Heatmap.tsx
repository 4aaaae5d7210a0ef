import "./Heatmap.css";
import { useLayoutEffect, useMemo, useRef } from "react";
import { useCommon } from "#console/words/common.ts";
import { day as formatDay, nameOfMonth } from "#console/words/format.ts";
import { usePlace } from "#console/words/place.ts";
import { Chart } from "./Chart.tsx";
import { cellsOf, stepsByQuantile } from "./year.ts";

type HeatmapProps = {
  finding: string;
  /** Days, `YYYY-MM-DD`, both inclusive; a year at most. */
  from: string;
  to: string;
  /** By day. A day that is missing has no data; `skipped` was left out on purpose. */
  values: ReadonlyMap<string, number | "skipped">;
  /** What is said of a day in place of its value, such as why it has none. */
  notes?: ReadonlyMap<string, string>;
  /** 0 for Sunday, 1 for Monday; as the locale has it unless given. */
  weekStart?: number;
  of?: string;
  title: string;
  dayTitle: string;
  format: (value: number) => string;
};

const SIZE = 12;
const GAP = 2;
const HEAD = 16;

/** A year at a glance: weeks × 7 from the person's first day of the week, five steps by quantile. No data is hatched, skipped is dashed. */
export function Heatmap({ finding, from, to, values, notes, weekStart, of, title, dayTitle, format }: HeatmapProps) {
  const words = useCommon();
  const { locale } = usePlace();
  const begin = weekStart ?? weekStartOf(locale);
  const cells = useMemo(() => cellsOf(from, to, begin), [from, to, begin]);
  const step = useMemo(() => stepsByQuantile([...values.values()].filter((value) => value !== "skipped")), [values]);
  const columns = (cells.at(-1)?.column ?? 0) + 1;
  const box = useRef<HTMLDivElement>(null);
  const lastColumn = cells.findLast(({ day }) => values.has(day))?.column ?? 0;
  // What was last comes first: where a year is wider than its place, its newest days are in view.
  useLayoutEffect(() => {
    if (box.current) box.current.scrollLeft = (lastColumn + 2) * (SIZE + GAP) - box.current.clientWidth;
  }, [lastColumn]);
  const width = columns * (SIZE + GAP);
  const textOf = (value: number | "skipped" | undefined) =>
    value === undefined ? words.noData : value === "skipped" ? words.skipped : format(value);
  const rows = cells.map(({ day }) => [formatDay(day, "weekday"), notes?.get(day) ?? textOf(values.get(day))]);
  return (
    <Chart finding={finding} table={{ columns: [dayTitle, title], rows }}>
      {(reading, onReach) => (
        <div
          ref={box}
          className="heatmap"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by the keyboard (WCAG 2.1.1)
          tabIndex={0}
          role="group"
          aria-label={title}
        >
          <svg
            width={width}
            height={HEAD + 7 * (SIZE + GAP)}
            viewBox={`0 0 ${width} ${HEAD + 7 * (SIZE + GAP)}`}
            role="img"
            aria-label={finding}
            className={of && `of-${of}`}
            onPointerLeave={() => onReach(undefined)}
          >
            <defs>
              <pattern
                id="heatmap-none"
                width="4"
                height="4"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <path className="hatch" d="M0 0V4" />
              </pattern>
            </defs>
            {monthsOf(cells).map(({ day, column }) => (
              <text key={day} x={column * (SIZE + GAP)} y="10">
                {nameOfMonth(day)}
              </text>
            ))}
            {cells.map(({ day, column, row }, at) => {
              const value = values.get(day);
              const kind = value === undefined ? "none" : value === "skipped" ? "skipped" : `step-${step(value)}`;
              return (
                <rect
                  key={day}
                  className={`${kind}${reading === at ? " read" : ""}`}
                  x={column * (SIZE + GAP) + 0.5}
                  y={HEAD + row * (SIZE + GAP) + 0.5}
                  width={SIZE - 1}
                  height={SIZE - 1}
                  rx="2"
                  fill={value === undefined ? "url(#heatmap-none)" : undefined}
                  onPointerEnter={() => onReach((at + 0.5) / cells.length)}
                />
              );
            })}
          </svg>
        </div>
      )}
    </Chart>
  );
}

/** Where a month begins, unless its name would run into the next or out of the picture. */
function monthsOf(cells: ReturnType<typeof cellsOf>) {
  const firsts = cells.filter(({ day }, at) => at === 0 || day.endsWith("-01"));
  const end = (cells.at(-1)?.column ?? 0) + 1;
  return firsts.filter(({ column }, at) => (firsts[at + 1]?.column ?? end) - column >= 3);
}

/** 0 for Sunday. Where the browser does not know, it is Monday (ISO 8601). */
function weekStartOf(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay === 7 ? 0 : 1;
}

import "./Ranged.css";
import { Chart, type Legend, shareOf, stepOf, useWidth } from "./Chart.tsx";
import { round } from "./Spark.tsx";

export type RangedPoint = {
  /** Where it is in time, in whatever unit; ascending. */
  at: number;
  /** The same in words, for the table and the reading line. */
  label: string;
  value: number;
  /** As it is written; with what goes before it, such as “<”. */
  said: string;
  low: number | null;
  high: number | null;
  /** Where the value is; its shape says it, and a word in the table. */
  place: "low" | "in" | "high" | "unknown";
};

type RangedProps = {
  finding: string;
  points: readonly RangedPoint[];
  of: string;
  /** What the values and the band are, and the columns of the table: time, value, range, place. */
  title: string;
  bandTitle: string;
  columns: readonly [string, string, string, string];
  /** A number beside the axis, and a range in the table. */
  format: (value: number) => string;
  formatRange: (low: number | null, high: number | null) => string;
  places: Readonly<Record<RangedPoint["place"], string>>;
};

const HEIGHT = 220;
const LEFT = 56;
const RIGHT = 16;
const FOOT = 24;
const HEAD = 14;

/** Few values over time, each with the range that was usual then: a band behind them. They need no zero, since what matters is the band. */
export function Ranged({ finding, points, of, title, bandTitle, columns, format, formatRange, places }: RangedProps) {
  const [width, box] = useWidth();
  const shown = points.flatMap(({ value, low, high }) => [
    value,
    ...(low === null ? [] : [low]),
    ...(high === null ? [] : [high]),
  ]);
  const [least, most] = [Math.min(...shown), Math.max(...shown)];
  const room = (most - least) * 0.12 || Math.abs(most) * 0.1 || 1;
  // Nothing that is measured here goes below zero, unless some of it does.
  const [from, to] = [least >= 0 ? Math.max(0, least - room) : least - room, most + room];
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 1];
  const x = (at: number) =>
    round(
      last === first
        ? (LEFT + width - RIGHT) / 2
        : LEFT + 10 + ((at - first) / (last - first)) * (width - LEFT - RIGHT - 20),
    );
  const y = (value: number) => round(HEAD + (HEIGHT - HEAD - FOOT) * (1 - (value - from) / (to - from)));
  const hasBand = points.some(({ low, high }) => low !== null || high !== null);
  const legend: Legend[] = hasBand
    ? [
        { label: title, of, mark: "line" },
        { label: bandTitle, of, mark: "band" },
      ]
    : [];
  const rows = points.map(({ label, said, low, high, place }) => [label, said, formatRange(low, high), places[place]]);
  const ticks = ticksWithin(from, to);
  return (
    <Chart finding={finding} legend={legend} table={{ columns, rows }} page={1}>
      {(reading, onReach) => (
        <svg
          ref={box}
          className={`ranged of-${of}`}
          height={HEIGHT}
          viewBox={`0 0 ${width} ${HEIGHT}`}
          role="img"
          aria-label={finding}
          onPointerMove={(event) => onReach(nearest(points, shareOf(event, LEFT + 10, RIGHT + 10), first, last))}
          onPointerLeave={() => onReach(undefined)}
        >
          {ticks.map((tick) => (
            <g key={tick}>
              <path className="grid" d={`M${LEFT} ${y(tick)}H${width - RIGHT}`} />
              <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
                {format(tick)}
              </text>
            </g>
          ))}
          {bandsOf(points, from, to).map(({ begin, end, low, high }) => (
            <rect
              key={begin}
              className="band"
              x={begin === undefined ? LEFT : x(begin)}
              y={y(high)}
              width={Math.max(
                0,
                (end === undefined ? width - RIGHT : x(end)) - (begin === undefined ? LEFT : x(begin)),
              )}
              height={Math.max(0, y(low) - y(high))}
            />
          ))}
          <path className="line" d={`M${points.map(({ at, value }) => `${x(at)} ${y(value)}`).join("L")}`} />
          {points.map(({ at, value, place }, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may be of one day, and they never move
            <path key={n} className={`point ${place}`} d={shapeOf(place, x(at), y(value), n === reading ? 6.5 : 5)} />
          ))}
          {points.length > 0 && (
            <>
              <text x={x(first)} y={HEIGHT - 6} textAnchor={last === first ? "middle" : "start"}>
                {points[0]!.label}
              </text>
              {last !== first && (
                <text x={x(last)} y={HEIGHT - 6} textAnchor="end">
                  {points.at(-1)!.label}
                </text>
              )}
            </>
          )}
        </svg>
      )}
    </Chart>
  );
}

/** The row that is nearest to a share of the time, as the share of the rows that `Chart` takes. */
function nearest(points: readonly RangedPoint[], share: number, first: number, last: number): number | undefined {
  if (points.length === 0) return undefined;
  const at = first + share * (last - first);
  const places = points.map((point, n) => ({ n, away: Math.abs(point.at - at) }));
  const { n } = places.reduce((best, one) => (one.away < best.away ? one : best));
  return (n + 0.5) / points.length;
}

type Band = { begin: number | undefined; end: number | undefined; low: number; high: number };

/** The ranges as rectangles: each from halfway to the value before to halfway to the one after, and open ones to the edge. */
function bandsOf(points: readonly RangedPoint[], from: number, to: number): Band[] {
  const bands: Band[] = [];
  for (const [n, { at, low, high }] of points.entries()) {
    if (low === null && high === null) continue;
    const [before, after] = [points[n - 1], points[n + 1]];
    const begin = before && (before.at + at) / 2;
    const end = after && (after.at + at) / 2;
    const same = bands.at(-1);
    const next = { begin, end, low: low ?? from, high: high ?? to };
    if (same && same.end === begin && same.low === next.low && same.high === next.high) same.end = end;
    else bands.push(next);
  }
  return bands;
}

/** A circle within the range, a triangle that points to where it left it, and a ring where that is not known. */
function shapeOf(place: RangedPoint["place"], x: number, y: number, r: number): string {
  if (place === "high") return `M${x - r} ${y + r * 0.8}L${x} ${y - r}L${x + r} ${y + r * 0.8}Z`;
  if (place === "low") return `M${x - r} ${y - r * 0.8}L${x} ${y + r}L${x + r} ${y - r * 0.8}Z`;
  return `M${x - r * 0.8} ${y}a${r * 0.8} ${r * 0.8} 0 1 0 ${r * 1.6} 0a${r * 0.8} ${r * 0.8} 0 1 0 ${-r * 1.6} 0Z`;
}

/** Steps that people count in, between two values. */
export function ticksWithin(from: number, to: number, count = 4): number[] {
  const step = stepOf((to - from) / count);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  // So many times the step, without what binary fractions leave behind.
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => Number(((first + n) * step).toPrecision(12)));
}

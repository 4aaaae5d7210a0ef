import { Chart, type Legend, shareOf, ticksTo, useWidth } from "./Chart.tsx";
import { round } from "./Spark.tsx";

export type Bar = {
  /** What the bar is of, for the table and the reading line: a day, a week. */
  label: string;
  /** `null` is no data: a gap. */
  value: number | null;
  /** A part of it that is told apart, such as what failed. */
  bad?: number;
  /** Stands out of the others. */
  isMarked?: boolean;
  /** Written below the axis. */
  tick?: string;
};

type BarsProps = {
  finding: string;
  bars: readonly Bar[];
  /** The area whose hue the bars have. */
  of?: string;
  /** What the bars show: “Spent that day”. */
  title: string;
  /** What the marked bars are, and what the bad part is. */
  markedTitle?: string;
  badTitle?: string;
  /** The first column of the table. */
  labelTitle: string;
  format: (value: number) => string;
  /** Beside the axis, where there is little room; as `format` unless given. */
  formatTick?: (value: number) => string;
  /** Steps of the axis are whole multiples of it, such as 60 minutes. */
  unit?: number;
  /** A line to compare with, such as a budget. */
  goal?: { value: number; label: string };
};

const HEIGHT = 200;
const LEFT = 48;
const FOOT = 24;
const HEAD = 22;

/** Amounts by day or week, from zero. */
export function Bars({
  finding,
  bars,
  of,
  title,
  markedTitle,
  badTitle,
  labelTitle,
  format,
  formatTick = format,
  unit = 1,
  goal,
}: BarsProps) {
  const [width, box] = useWidth();
  const most = Math.max(goal?.value ?? 0, ...bars.map(({ value }) => value ?? 0), Number.MIN_VALUE) * 1.06;
  const ticks = ticksTo(most / unit).map((tick) => tick * unit);
  const step = (width - LEFT) / Math.max(bars.length, 1);
  const y = (value: number) => round(HEAD + (HEIGHT - HEAD - FOOT) * (1 - Math.max(0, value) / most));
  const hasMarked = bars.some(({ isMarked }) => isMarked);
  const hasBad = bars.some(({ bad }) => bad);
  const columns = [labelTitle, title, ...(hasBad ? [badTitle ?? ""] : [])];
  const rows = bars.map(({ label, value, bad }) => [
    label,
    value === null ? "–" : format(value),
    ...(hasBad ? [bad ? format(bad) : ""] : []),
  ]);
  const legend: Legend[] = [
    ...(hasMarked && markedTitle
      ? [
          { label: markedTitle, of, mark: "bar" } satisfies Legend,
          { label: title, of, mark: "dim-bar" } satisfies Legend,
        ]
      : []),
  ];
  return (
    <Chart finding={finding} legend={legend} table={{ columns, rows }}>
      {(reading, onReach) => (
        <svg
          ref={box}
          height={HEIGHT}
          role="img"
          aria-label={finding}
          className={of && `of-${of}`}
          onPointerMove={(event) => onReach(shareOf(event, LEFT))}
          onPointerLeave={() => onReach(undefined)}
        >
          <text className="strong" x={LEFT} y="12">
            {title}
          </text>
          {ticks.map((tick) => (
            <g key={tick}>
              <path className={tick === 0 ? "axis" : "grid"} d={`M${LEFT} ${y(tick)}H${width}`} />
              <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
                {formatTick(tick)}
              </text>
            </g>
          ))}
          {bars.map(({ label, value, bad, isMarked }, at) => {
            const x = round(LEFT + at * step + step * 0.16);
            const thickness = round(Math.max(1, step * 0.68));
            return (
              value !== null && (
                <g key={label}>
                  <rect
                    className={hasMarked && !isMarked ? "bar dim" : "bar"}
                    x={x}
                    y={y(value)}
                    width={thickness}
                    height={round(y(0) - y(value))}
                    rx="1"
                  />
                  {bad ? (
                    <rect className="bar bad" x={x} y={y(bad)} width={thickness} height={round(y(0) - y(bad))} rx="1" />
                  ) : null}
                </g>
              )
            );
          })}
          {goal && (
            <g>
              <path className="axis" strokeDasharray="4 3" d={`M${LEFT} ${y(goal.value)}H${width}`} />
              <text className="strong" x={width} y={y(goal.value) - 5} textAnchor="end">
                {goal.label}
              </text>
            </g>
          )}
          {bars.map(
            ({ label, tick }, at) =>
              tick && (
                <text
                  key={label}
                  x={round(LEFT + (at + 0.5) * step)}
                  y={HEIGHT - 6}
                  textAnchor={at === 0 ? "start" : at > bars.length - 3 ? "end" : "middle"}
                >
                  {tick}
                </text>
              ),
          )}
          {reading !== undefined && (
            <path className="cross" d={`M${round(LEFT + (reading + 0.5) * step)} ${HEAD}V${HEIGHT - FOOT}`} />
          )}
        </svg>
      )}
    </Chart>
  );
}

type BudgetProps = {
  label: string;
  spent: number;
  budget: number;
  /** What was left of the time before, on top of the budget; below zero when more was spent. */
  carried?: number;
  of?: string;
  /** What is left or over, in words: “€36 left”. */
  said: string;
};

/** Spent is filled, the budget a tick, what was carried over an outline; being over is said in words and not by colour alone. */
export function BudgetBar({ label, spent, budget, carried = 0, of = "finance", said }: BudgetProps) {
  const whole = Math.max(spent, budget, budget + carried, Number.MIN_VALUE) * 1.02;
  const x = (value: number) => round((Math.max(0, value) / whole) * 100);
  const isOver = spent > budget + carried;
  return (
    <svg
      className={`budget-bar of-${of}`}
      viewBox="0 0 100 14"
      preserveAspectRatio="none"
      role="img"
      aria-label={`${label}: ${said}`}
    >
      <rect className="trough" y="3" width="100" height="8" />
      {carried > 0 && (
        <rect className="outline" x={x(budget)} y="3.5" width={round(x(budget + carried) - x(budget))} height="7" />
      )}
      <rect className={isOver ? "bar bad" : "bar"} y="3" width={x(spent)} height="8" />
      <path className="tick" d={`M${x(budget)} 0V14`} />
    </svg>
  );
}

import { Chart, type Legend, type Shade, shareOf, ticksTo, useWidth } from "./Chart.tsx";
import "./Stacks.css";
import { round } from "./Spark.tsx";

export type Stack = {
  /** What the stack is of, for the table and the reading line: a night. */
  label: string;
  /** The parts from the bottom up, as many as there are layers; without any it is a gap. */
  parts: readonly number[] | null;
  /** Written below the axis. */
  tick?: string;
};

type StacksProps = {
  finding: string;
  stacks: readonly Stack[];
  /** What the parts are, from the bottom up, each with a shade of its own. */
  layers: readonly { label: string; shade: Shade }[];
  /** The area whose hue they have. */
  of: string;
  title: string;
  /** The first column of the table. */
  labelTitle: string;
  format: (value: number) => string;
  /** Steps of the axis are whole multiples of it, such as 60 minutes. */
  unit?: number;
};

const HEIGHT = 220;
const LEFT = 56;
const FOOT = 24;
const HEAD = 22;

/** Amounts that are made of parts, such as the stages of each night. */
export function Stacks({ finding, stacks, layers, of, title, labelTitle, format, unit = 1 }: StacksProps) {
  const [width, box] = useWidth();
  const sums = stacks.map(({ parts }) => (parts ?? []).reduce((sum, part) => sum + part, 0));
  const most = Math.max(...sums, Number.MIN_VALUE) * 1.06;
  const ticks = ticksTo(most / unit).map((tick) => tick * unit);
  const step = (width - LEFT) / Math.max(stacks.length, 1);
  const y = (value: number) => round(HEAD + (HEIGHT - HEAD - FOOT) * (1 - value / most));
  const legend = layers.map(({ label, shade }): Legend => ({ label, of, mark: `layer-${shade}` }));
  const rows = stacks.map(({ label, parts }) => [
    label,
    ...layers.map((_, at) => (parts === null ? "–" : format(parts[at] ?? 0))),
  ]);
  return (
    <Chart
      finding={finding}
      legend={legend}
      table={{ columns: [labelTitle, ...layers.map(({ label }) => label)], rows }}
    >
      {(reading, onReach) => (
        <svg
          ref={box}
          height={HEIGHT}
          role="img"
          aria-label={finding}
          className={`stacks of-${of}`}
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
                {format(tick)}
              </text>
            </g>
          ))}
          {stacks.map(({ label, parts, tick }, at) => {
            const x = round(LEFT + at * step + step * 0.16);
            let below = 0;
            return (
              <g key={label}>
                {(parts ?? []).map((part, layer) => {
                  const from = below;
                  below += part;
                  return (
                    part > 0 && (
                      <rect
                        key={layers[layer]!.label}
                        className={`layer-${layers[layer]!.shade}`}
                        x={x}
                        y={y(below)}
                        width={round(Math.max(1, step * 0.68))}
                        height={round(Math.max(0.5, y(from) - y(below)))}
                      />
                    )
                  );
                })}
                {tick && (
                  <text x={round(LEFT + (at + 0.5) * step)} y={HEIGHT - 6} textAnchor="middle">
                    {tick}
                  </text>
                )}
              </g>
            );
          })}
          {reading !== undefined && (
            <path className="cross" d={`M${round(LEFT + (reading + 0.5) * step)} ${HEAD}V${HEIGHT - FOOT}`} />
          )}
        </svg>
      )}
    </Chart>
  );
}

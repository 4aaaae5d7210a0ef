import "./Spark.css";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Icon } from "#console/ui/Glyph.tsx";

type SparkProps = {
  /** From old to new; `null` is a gap and stays one. */
  values: readonly (number | null)[];
  /** Where it becomes too much. */
  limit?: number;
  tone?: "warn" | "bad";
};

const WIDTH = 100;
const HEIGHT = 28;

/** How a figure came to where it is, without axes. The figure beside it says the value, so that screen readers pass it by. */
export function Spark({ values, limit, tone }: SparkProps) {
  const most = Math.max(limit ?? 0, ...values.map((value) => value ?? 0), Number.MIN_VALUE) * 1.12;
  const x = (index: number) => (values.length < 2 ? WIDTH : (index / (values.length - 1)) * WIDTH);
  const y = (value: number) => HEIGHT - 1 - (Math.max(0, value) / most) * (HEIGHT - 2);
  const runs = runsOf(values);
  return (
    <svg
      className={`sparkline ${tone ?? ""}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {runs.map((run) => {
        const line = run.map(({ index, value }) => `${round(x(index))} ${round(y(value))}`).join("L");
        return (
          <g key={run[0]?.index}>
            <path
              className="area"
              d={`M${round(x(run[0]!.index))} ${HEIGHT}L${line}L${round(x(run.at(-1)!.index))} ${HEIGHT}Z`}
            />
            <path d={`M${line}`} />
          </g>
        );
      })}
      {limit !== undefined && <path className="limit" d={`M0 ${round(y(limit))}H${WIDTH}`} />}
    </svg>
  );
}

/** Values that follow each other without a gap. */
export function runsOf(values: readonly (number | null | undefined)[]): { index: number; value: number }[][] {
  const runs: { index: number; value: number }[][] = [];
  let isOpen = false;
  for (const [index, value] of values.entries()) {
    if (value === null || value === undefined || !Number.isFinite(value)) {
      isOpen = false;
      continue;
    }
    if (!isOpen) runs.push([]);
    isOpen = true;
    runs.at(-1)!.push({ index, value });
  }
  return runs;
}

export const round = (value: number): number => Math.round(value * 100) / 100;

type TileProps = {
  label: string;
  /** The figure; a dash when it is not known, and then `why` says the reason. */
  value: ReactNode;
  unit?: string;
  /** Beside the label: “p50 6 ms”. */
  note?: string;
  why?: string;
  to?: string;
  spark?: SparkProps;
  tone?: "warn" | "bad";
};

/** One figure with how it came to be. Several stand in `Tiles`. */
export function Tile({ label, value, unit, note, why, to, spark, tone }: TileProps) {
  const inside = (
    <>
      <span className="tile-label">
        <span>{label}</span>
        <span>{note}</span>
      </span>
      <span className="tile-value">
        {tone && <Icon name={tone === "bad" ? "alert" : "warning"} />}
        {value}
        {unit && <small>{unit}</small>}
      </span>
      {why ? <span className="tile-why">{why}</span> : spark && <Spark tone={tone} {...spark} />}
    </>
  );
  const className = `tile ${tone ?? ""}`;
  return to === undefined ? (
    <div className={className}>{inside}</div>
  ) : (
    <Link className={className} to={to}>
      {inside}
    </Link>
  );
}

export function Tiles({ children }: { children: ReactNode }) {
  return <div className="tiles">{children}</div>;
}

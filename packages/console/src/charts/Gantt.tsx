import "./Gantt.css";
import { useCommon } from "#console/words/common.ts";
import { elapsed } from "./elapsed.ts";

export type Stage = {
  label: string;
  /** Milliseconds after the beginning. */
  fromMs: number;
  toMs: number;
  kind: "done" | "wait" | "failed" | "running";
};

/** The steps of a run on a time line, small enough for a row of a table. */
export function Gantt({ stages, totalMs, label }: { stages: readonly Stage[]; totalMs: number; label: string }) {
  const words = useCommon();
  const x = (ms: number) => (totalMs <= 0 ? 0 : (ms / totalMs) * 160);
  const said = stages
    .map(
      ({ label, fromMs, toMs, kind }) =>
        `${label} ${elapsed(toMs - fromMs)}${kind === "failed" ? ` (${words.failed})` : ""}`,
    )
    .join(", ");
  return (
    <svg className="gantt" viewBox="0 0 160 18" preserveAspectRatio="none" role="img" aria-label={`${label}: ${said}`}>
      <rect className="trough" width="160" height="18" rx="3" />
      {stages.map(({ label, fromMs, toMs, kind }) => (
        <rect
          key={`${label} ${fromMs}`}
          className={kind}
          x={x(fromMs)}
          y="4"
          width={Math.max(1.5, x(toMs) - x(fromMs) - 1)}
          height="10"
          rx="1.5"
        >
          <title className="data">{`${label}, ${elapsed(toMs - fromMs)}`}</title>
        </rect>
      ))}
    </svg>
  );
}

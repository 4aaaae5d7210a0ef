import "./Dots.css";

/** `left` was left out on purpose; on `none` nothing was asked for. Each has a shape of its own, so that no colour has to tell them apart. */
export type Dot = "done" | "part" | "missed" | "left" | "due" | "none";

const STEP = 14;
const RADIUS = 4.25;

/** A few days in a row, oldest first, as marks beside a name. `said` is the same in words. */
export function Dots({ dots, said }: { dots: readonly Dot[]; said: string }) {
  const width = dots.length * STEP;
  return (
    <svg className="dots" width={width} height={STEP} viewBox={`0 0 ${width} ${STEP}`} role="img" aria-label={said}>
      {dots.map((dot, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place in the row is all that a mark is
        <Mark key={at} dot={dot} x={(at + 0.5) * STEP} />
      ))}
    </svg>
  );
}

function Mark({ dot, x }: { dot: Dot; x: number }) {
  const y = STEP / 2;
  if (dot === "none") return <path className="none" d={`M${x - 3} ${y}h6`} />;
  if (dot === "part")
    return (
      <>
        <circle className="part" cx={x} cy={y} r={RADIUS} />
        <path className="part-fill" d={`M${x - RADIUS} ${y}a${RADIUS} ${RADIUS} 0 0 0 ${RADIUS * 2} 0z`} />
      </>
    );
  return <circle className={dot} cx={x} cy={y} r={RADIUS} />;
}

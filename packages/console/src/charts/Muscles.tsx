import "./Muscles.css";
import { type Muscle, muscles, outline } from "./muscles.ts";
import { stepsByQuantile } from "./year.ts";

type MusclesProps = {
  finding: string;
  /** How much each was worked, such as sets of a week. */
  values: Readonly<Partial<Record<Muscle, number>>>;
  nameOf: (muscle: Muscle) => string;
  format: (value: number) => string;
};

/** Which muscles were worked, in five steps; the list beside it is ranked and says the numbers. */
export function Muscles({ finding, values, nameOf, format }: MusclesProps) {
  const ranked = Object.entries(values)
    .map(([name, value]) => ({ muscle: name as Muscle, value: value ?? 0 }))
    .toSorted((a, b) => b.value - a.value);
  const step = stepsByQuantile(ranked.map(({ value }) => value));
  return (
    <div className="muscles of-health">
      <svg viewBox="0 0 170 178" role="img" aria-label={finding}>
        <path className="outline" d={outline} />
        {(Object.keys(muscles) as Muscle[]).map((muscle) => (
          <path key={muscle} className={`step-${step(values[muscle] ?? 0)}`} d={muscles[muscle]}>
            <title>{`${nameOf(muscle)}: ${format(values[muscle] ?? 0)}`}</title>
          </path>
        ))}
      </svg>
      <ol>
        {ranked.map(({ muscle, value }) => (
          <li key={muscle}>
            <span className={`swatch step-${step(value)}`} />
            {nameOf(muscle)}
            <span className="quiet">{format(value)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

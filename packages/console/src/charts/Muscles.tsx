import "./Muscles.css";
import { type Muscle, muscles, outline } from "./muscles.ts";
import { stepsByQuantile } from "./year.ts";

type MusclesProps = {
  finding: string;
  /** How much each was worked, such as sets of a week. */
  values: Readonly<Partial<Record<Muscle, number>>>;
  nameOf: (muscle: Muscle) => string;
  format: (value: number) => string;
  words: {
    /** The heads of the table. */
    muscle: string;
    value: string;
    /** The ends of the colours. */
    least: string;
    most: string;
  };
};

const STEPS = [1, 2, 3, 4, 5];

/** Which muscles were worked, in five steps, from the front and from behind; the table beside it is ranked and says the numbers. */
export function Muscles({ finding, values, nameOf, format, words }: MusclesProps) {
  const ranked = Object.entries(values)
    .map(([name, value]) => ({ muscle: name as Muscle, value: value ?? 0 }))
    .filter(({ value }) => value > 0)
    .toSorted((a, b) => b.value - a.value);
  const step = stepsByQuantile(ranked.map(({ value }) => value));
  return (
    <div className="muscles of-health">
      <div>
        <svg viewBox="0 0 170 178" role="img" aria-label={finding}>
          <path className="outline" d={outline} />
          {(Object.keys(muscles) as Muscle[]).map((muscle) => (
            <path key={muscle} className={`step-${step(values[muscle] ?? 0)}`} d={muscles[muscle]}>
              <title>{`${nameOf(muscle)}: ${format(values[muscle] ?? 0)}`}</title>
            </path>
          ))}
        </svg>
        <p className="muscles-legend" aria-hidden="true">
          {words.least}
          {STEPS.map((one) => (
            <span key={one} className={`swatch step-${one}`} />
          ))}
          {words.most}
        </p>
      </div>
      <table>
        <caption>{finding}</caption>
        {ranked.length > 0 && (
          <thead>
            <tr>
              <th scope="col">{words.muscle}</th>
              <th scope="col">{words.value}</th>
            </tr>
          </thead>
        )}
        <tbody>
          {ranked.map(({ muscle, value }) => (
            <tr key={muscle}>
              <th scope="row">
                <span className={`swatch step-${step(value)}`} />
                {nameOf(muscle)}
              </th>
              <td>{format(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

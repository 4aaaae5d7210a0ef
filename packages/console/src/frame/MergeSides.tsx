import address from "./MergeSides.css?url";

type Choice = "mine" | "theirs" | "both";

type MergeSidesProps = {
  /** What the two are, at the heads of their columns: which one stays, and which one goes into it. */
  mine: string;
  theirs: string;
  /** What the choice of both is called, and what stands before what comes out. */
  both: string;
  result: string;
  fields: readonly {
    name: string;
    label: string;
    mine: string;
    theirs: string;
    canBeBoth: boolean;
    choice: Choice;
    /** The value of the choice. */
    becomes: string;
  }[];
  /** By the name of the field. */
  onChoose: (field: string, choice: Choice) => void;
};

/** Two rows that become one, side by side, and below each other on a phone: for each field one of the two is chosen, or both. */
export function MergeSides({ mine, theirs, both, result, fields, onChoose }: MergeSidesProps) {
  const heads = { mine, theirs, both };
  return (
    <div className="merge-sides">
      <link rel="stylesheet" href={address} precedence="page" />
      <div className="merge-heads" aria-hidden="true">
        <b dir="auto">{mine}</b>
        <b dir="auto">{theirs}</b>
      </div>
      {fields.map(({ name, label, canBeBoth, choice, becomes, ...values }) => (
        <fieldset key={name}>
          <legend>{label}</legend>
          <div className="merge-choices">
            {(["mine", "theirs", ...(canBeBoth ? (["both"] as const) : [])] as const).map((side) => (
              <label key={side}>
                <input type="radio" name={name} checked={choice === side} onChange={() => onChoose(name, side)} />
                <span className={side === "both" ? "quiet small" : "quiet small merge-head"}>{heads[side]}</span>
                {side !== "both" && (
                  <span className="merge-value" dir="auto">
                    {values[side] || "–"}
                  </span>
                )}
              </label>
            ))}
          </div>
          <p className="merge-result">
            <span className="quiet small">{result}</span>{" "}
            <span className="merge-value" dir="auto">
              {becomes || "–"}
            </span>
          </p>
        </fieldset>
      ))}
    </div>
  );
}

import "./Conflict.css";
import { useState } from "react";
import { useCommon } from "#console/words/common.ts";
import { Button } from "./Button.tsx";
import { Sheet } from "./Dialog.tsx";

type Side = "mine" | "theirs";

type ConflictProps = {
  /** What names the row. */
  title: string;
  fields: readonly { name: string; label: string; mine: string; theirs: string }[];
  who?: string;
  /** Already in the words of the page: “at 11:02”. */
  when?: string;
  onResolve: (choices: Record<string, Side>) => void;
  /** Leaves the row as the other made it. */
  onDrop: () => void;
};

/** Two people changed the same fields of a row. Field by field one is chosen; nothing that was typed is lost before. */
export function Conflict({ title, fields, who, when, onResolve, onDrop }: ConflictProps) {
  const words = useCommon();
  const [choices, setChoices] = useState<Record<string, Side>>(() =>
    Object.fromEntries(fields.map(({ name }) => [name, "mine"])),
  );
  return (
    <Sheet
      open
      dirty
      onClose={onDrop}
      title={words.conflictTitle}
      actions={
        <>
          <Button onClick={onDrop}>{words.takeTheirs}</Button>
          <Button kind="main" onClick={() => onResolve(choices)}>
            {words.keepChosen}
          </Button>
        </>
      }
    >
      <div className="conflict">
        <p className="serif" dir="auto">
          {title}
        </p>
        <p className="quiet">{who && when ? words.conflictWho(who, when) : words.conflictUnknown}</p>
        {fields.map(({ name, label, mine, theirs }) => (
          <fieldset key={name}>
            <legend>{label}</legend>
            {(["mine", "theirs"] as const).map((side) => (
              <label key={side}>
                <input
                  type="radio"
                  name={name}
                  checked={choices[name] === side}
                  onChange={() => setChoices({ ...choices, [name]: side })}
                />
                <span className="quiet small">{words[side]}</span>
                <span className="conflict-value" dir="auto">
                  {{ mine, theirs }[side] || <span className="quiet">{words.empty}</span>}
                </span>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
    </Sheet>
  );
}

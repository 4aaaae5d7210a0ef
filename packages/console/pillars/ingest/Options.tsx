/** What may be said of how a kind is read. What is not said is left to the importer. */
import { Select, Text } from "#console/ui/Field.tsx";
import { useWords } from "#console/words/words.ts";
import type { Kind } from "./kinds.ts";
import { PickRow } from "./PickRow.tsx";
import type en from "./words.en.ts";

export type Chosen = Readonly<Record<string, string>>;

interface OptionWords {
  label: string;
  help?: string;
  /** What counts when nothing is said: one of the choices, or of a text what becomes of it then. */
  unsaid: string;
  choices?: Readonly<Record<string, string>>;
}

export function Options({
  kind,
  chosen,
  onChange,
}: {
  kind: Kind;
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
}) {
  const words = useWords<typeof en>("ingest").imports;
  const known: Readonly<Record<string, OptionWords>> = words.options;
  return kind.options.map(({ name, type, choices, maxLength, row }) => {
    const { label, help, unsaid, choices: said = {} } = known[name] ?? { label: name, unsaid: choices[0] ?? "" };
    const choose = (value: string) => onChange({ ...chosen, [name]: value });
    const shared = {
      label,
      help,
      onChange: ({ target }: { target: { value: string } }) => choose(target.value),
    };
    if (row)
      return (
        <PickRow
          key={name}
          {...{ label, help, row }}
          placeholder={unsaid}
          value={chosen[name] ?? ""}
          onChange={choose}
        />
      );
    if (type === "text")
      return (
        <Text
          key={name}
          {...shared}
          value={chosen[name] ?? ""}
          placeholder={unsaid}
          maxLength={maxLength ?? undefined}
        />
      );
    const values = type === "boolean" ? ["true", "false"] : choices;
    const all = values.map((value) => ({ value, label: said[value] ?? value }));
    return <Select key={name} {...shared} value={chosen[name] ?? unsaid} choices={all} />;
  });
}

/** As the API takes them: what nobody said is left out. */
export const valuesOf = (kind: Kind, chosen: Chosen): Record<string, string | boolean> =>
  Object.fromEntries(
    kind.options.flatMap(({ name, type }) => {
      const value = chosen[name]?.trim() ?? "";
      return value === "" ? [] : [[name, type === "boolean" ? value === "true" : value] as const];
    }),
  );

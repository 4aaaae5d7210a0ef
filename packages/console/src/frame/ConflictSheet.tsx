import type { Conflict as Open } from "#console/data/conflict.ts";
import { Conflict } from "#console/ui/Conflict.tsx";
import { useCommon } from "#console/words/common.ts";
import { relative } from "#console/words/format.ts";
import { usePlace } from "#console/words/place.ts";
import { labelOf, useFieldNames, wordOf } from "./field-names.ts";
import { shownValue } from "./shown-value.ts";

/** The conflict that is open, as the component shows it. */
export default function ConflictSheet({ conflict }: { conflict: Open }) {
  const { resource, title, fields, who, when, resolve, drop } = conflict;
  const names = useFieldNames(resource.split(".", 1)[0]!);
  const { language } = usePlace();
  const truth = useCommon();
  const shown = (field: string, value: unknown): string =>
    wordOf(field, value, names) ?? shownValue(value, { names, truth, language });
  /** The field whose choice holds for another one. */
  const leaderOf = (field: string): string | undefined => {
    const given = names[field];
    const leader = typeof given === "object" ? given.goesWith : undefined;
    return fields.some(({ name }) => name === leader) ? leader : undefined;
  };
  return (
    <Conflict
      key={title}
      title={title}
      fields={fields
        .filter(({ name }) => leaderOf(name) === undefined)
        .map(({ name, mine, theirs }) => ({
          name,
          label: labelOf(name, names, language),
          mine: shown(name, mine),
          theirs: shown(name, theirs),
        }))}
      who={who}
      when={when && relative(when)}
      onResolve={(choices) =>
        resolve(Object.fromEntries(fields.map(({ name }) => [name, choices[leaderOf(name) ?? name] ?? "mine"])))
      }
      onDrop={drop}
    />
  );
}

import type { Conflict as Open } from "#console/data/conflict.ts";
import { Conflict } from "#console/ui/Conflict.tsx";
import { relative } from "#console/words/format.ts";
import { usePlace } from "#console/words/place.ts";
import { labelOf, useFieldNames } from "./field-names.ts";

/** The conflict that is open, as the component shows it. */
export default function ConflictSheet({ conflict }: { conflict: Open }) {
  const { resource, title, fields, who, when, resolve, drop } = conflict;
  const names = useFieldNames(resource.split(".", 1)[0]!);
  const { language } = usePlace();
  return (
    <Conflict
      key={title}
      title={title}
      fields={fields.map(({ name, mine, theirs }) => ({
        name,
        label: labelOf(name, names, language),
        mine: shown(mine),
        theirs: shown(theirs),
      }))}
      who={who}
      when={when && relative(when)}
      onResolve={resolve}
      onDrop={drop}
    />
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value, null, 1);
}

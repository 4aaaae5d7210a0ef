import type { Conflict as Open } from "#console/data/conflict.ts";
import { Conflict } from "#console/ui/Conflict.tsx";
import { relative } from "#console/words/format.ts";

/** The conflict that is open, as the component shows it. */
export default function ConflictSheet({ conflict }: { conflict: Open }) {
  const { title, fields, who, when, resolve, drop } = conflict;
  return (
    <Conflict
      key={title}
      title={title}
      fields={fields.map(({ name, mine, theirs }) => ({
        name,
        label: labelOf(name),
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

/** `dueDate` as “due date”: the contract's names are words, and no other text has every field of every row. */
function labelOf(name: string): string {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value, null, 1);
}

/** Picks the row that an option of an import names, by what it is called. */
import { entities } from "#client";
import { queries } from "#console/data/queries.ts";
import { read, useRead } from "#console/data/read.ts";
import { Combobox, type Option } from "#console/ui/Combobox.tsx";
import type { Kind } from "./kinds.ts";

type PickRowProps = {
  label: string;
  help?: string;
  placeholder?: string;
  row: NonNullable<Kind["options"][number]["row"]>;
  /** Its id; empty while none is chosen. */
  value: string;
  onChange: (id: string) => void;
};

/** As many as a list gives at once: of what is chosen here people have few. */
const MOST = 100;

export function PickRow({ label, help, placeholder, row, value, onChange }: PickRowProps) {
  const given = { query: { ...row.filter, limit: MOST } };
  const { data } = useRead(listOf(row.type), given);
  const search = async (typed: string): Promise<Option[]> => {
    const all = optionsIn(row.type, await queries.fetchQuery(read(listOf(row.type), given)));
    return all.filter((one) => one.label.toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase()));
  };
  const chosen = optionsIn(row.type, data).find((one) => one.value === value);
  return (
    <Combobox
      {...{ label, help, placeholder, search }}
      value={chosen ?? null}
      onChange={(option) => onChange(option?.value ?? "")}
    />
  );
}

/** The operation that lists rows of a type, which the API says with the kinds: the types here cannot know it, and so stand for one of them. */
const listOf = (type: string) =>
  `${entities[type]!.list.slice("/v1/".length).replace("/", ".")}.list` as "calendar.calendars.list";

function optionsIn(type: string, page: { data: readonly object[] } | undefined): Option[] {
  const rows = (page?.data ?? []) as readonly Readonly<Record<string, unknown>>[];
  return rows.map((one) => ({ value: String(one.id), label: String(one[entities[type]!.title ?? "id"]) }));
}

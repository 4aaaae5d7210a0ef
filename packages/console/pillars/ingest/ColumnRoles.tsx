/** What the columns of a table are: each with what stands in it, and a choice of what that is. */

import { Select } from "#console/ui/Field.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { type Column, Table } from "#console/ui/Table.tsx";
import { useWords } from "#console/words/words.ts";
import { type ColumnRole, columnRoles } from "#core/finance/statements/choices";
import type { Found } from "./found.ts";
import type en from "./words.en.ts";

/** As the option says them: names with commas between. */
export const rolesIn = (columns: string | undefined): string[] =>
  columns === undefined || columns === "auto" ? [] : columns.split(",").map((one) => one.trim() || SKIP);

const SKIP: ColumnRole = "skip";
interface One {
  id: string;
  at: number;
  name: string;
  sample: string;
}

type ColumnRolesProps = {
  found: Pick<Found, "names" | "sample">;
  roles: readonly string[];
  onChange: (columns: string) => void;
};

export function ColumnRoles({ found: { names, sample }, roles, onChange }: ColumnRolesProps) {
  const words = useWords<typeof en>("ingest").imports;
  const width = Math.max(names.length, ...sample.map((row) => row.length));
  const all: One[] = Array.from({ length: width }, (_, at) => ({
    id: String(at),
    at,
    name: names[at] || words.columnAt(at + 1),
    sample: sample
      .map((row) => row[at])
      .filter(Boolean)
      .join(" · "),
  }));
  const choose = (at: number, role: string) => {
    // Those behind what is shown stay as they are.
    const next = Array.from({ length: Math.max(width, roles.length) }, (_, one) => roles[one] ?? SKIP);
    next[at] = role;
    onChange(next.join(",").replace(/(,skip)+$/, ""));
  };
  const columns: Column<One>[] = [
    { id: "name", label: words.column, isName: true, cell: ({ name }) => <span dir="auto">{name}</span> },
    {
      id: "sample",
      label: words.suchAs,
      cell: (one) => (
        <span className="quiet" dir="auto">
          {one.sample}
        </span>
      ),
    },
    {
      id: "role",
      label: words.isWhat,
      cell: ({ at, name }) => (
        <Select
          label={words.isWhatOf(name)}
          unseenLabel
          value={roles[at] ?? SKIP}
          choices={columnRoles.map((value) => ({ value, label: words.roles[value] }))}
          onChange={({ target }) => choose(at, target.value)}
        />
      ),
    },
  ];
  return <Table label={words.columns} rows={rowsOf(all)} columns={columns} keyOf={({ id }) => id} empty={null} />;
}

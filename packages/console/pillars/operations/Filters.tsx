import type { FormEvent } from "react";
import { Button } from "#console/ui/Button.tsx";
import { Text } from "#console/ui/Field.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type FiltersProps<Name extends string> = {
  values: Readonly<Record<Name, string | undefined>>;
  labels: Readonly<Record<Name, string>>;
  onFind: (values: Record<Name, string | undefined>) => void;
};

/** What is looked for. It is asked on Enter and not while typing, since many of these looks are recorded. */
export function Filters<Name extends string>({ values, labels, onFind }: FiltersProps<Name>) {
  const words = useWords<typeof en>("operations");
  const common = useCommon();
  const names = Object.keys(labels) as Name[];
  const each = (pick: (name: Name) => string | undefined) =>
    Object.fromEntries(names.map((name) => [name, pick(name)])) as Record<Name, string | undefined>;

  function find(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    onFind(each((name) => String(given.get(name) ?? "").trim() || undefined));
  }

  return (
    // Another address is another search: its fields begin with it.
    <form key={JSON.stringify(values)} className="filters" role="search" onSubmit={find}>
      {names.map((name) => (
        <Text key={name} name={name} label={labels[name]} defaultValue={values[name] ?? ""} />
      ))}
      <Button type="submit" icon="search">
        {words.find}
      </Button>
      {names.some((name) => values[name]) && (
        <Button kind="bare" onClick={() => onFind(each(() => undefined))}>
          {common.clear}
        </Button>
      )}
    </form>
  );
}

/** What can be said of a goal. */
import type { useForm } from "#console/data/form.ts";
import { DateField } from "#console/ui/DateField.tsx";
import { Select, Text, TextArea } from "#console/ui/Field.tsx";
import { useWords } from "#console/words/words.ts";
import { useDomainNames } from "./TaskList.tsx";
import type en from "./words.en.ts";

interface Goal {
  id: string;
  title: string;
  children: readonly Goal[];
}

/** `goals` are those that it may be a part of. */
export function GoalFields({ form, goals }: { form: ReturnType<typeof useForm>; goals: readonly Goal[] }) {
  const words = useWords<typeof en>("work").goals;
  const domains = useDomainNames();
  const levels = (["yearly", "quarterly", "monthly", "weekly"] as const).map((value) => ({
    value,
    label: words.levels[value],
  }));
  const none = { value: "", label: words.none };
  return (
    <>
      <Text label={words.name} {...form.input("title")} />
      <TextArea label={words.description} {...form.input("description")} />
      <div className="fields-2">
        <Select label={words.level} choices={levels} {...form.input("level")} />
        <DateField label={words.targetDate} {...form.value<string>("targetDate")} />
        <Select label={words.parent} choices={[none, ...flat(goals)]} {...form.input("parentId")} />
        <Select
          label={words.domain}
          choices={[none, ...[...domains].map(([value, label]) => ({ value, label }))]}
          {...form.input("lifeDomainId")}
        />
      </div>
    </>
  );
}

const flat = (goals: readonly Goal[], depth = 0): { value: string; label: string }[] =>
  goals.flatMap(({ id, title, children }) => [
    { value: id, label: `${"– ".repeat(depth)}${title}` },
    ...flat(children, depth + 1),
  ]);

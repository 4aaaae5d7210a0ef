/** What can be said of a project. */

import { allOf } from "#console/data/arranged.ts";
import type { useForm } from "#console/data/form.ts";
import { useList } from "#console/data/list.ts";
import { DateField } from "#console/ui/DateField.tsx";
import { Select, Text, TextArea } from "#console/ui/Field.tsx";
import { useWords } from "#console/words/words.ts";
import { useDomainNames } from "./TaskList.tsx";
import type en from "./words.en.ts";

export function ProjectFields({ form }: { form: ReturnType<typeof useForm> }) {
  const { projects: words } = useWords<typeof en>("work");
  const domains = useDomainNames();
  const goals = useList("work.goals.list", { query: { status: ["active", "paused"], sort: "title" } });
  const none = { value: "", label: words.none };
  return (
    <>
      <Text label={words.name} {...form.input("name")} />
      <TextArea label={words.description} {...form.input("description")} />
      <DateField label={words.dueDate} {...form.value<string>("dueDate")} />
      <Select
        label={words.domain}
        choices={[none, ...[...domains].map(([value, label]) => ({ value, label }))]}
        {...form.input("lifeDomainId")}
      />
      <Select
        label={words.goal}
        choices={[none, ...allOf(goals).map(({ id, title }) => ({ value: id, label: title }))]}
        {...form.input("goalId")}
      />
    </>
  );
}

/** What can be said of a task. Only what was changed is sent. */
import update from "contract:work.tasks.update";
import { allOf } from "#console/data/arranged.ts";
import { change } from "#console/data/change.ts";
import { useForm } from "#console/data/form.ts";
import { beginListsAnew, useList } from "#console/data/list.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { type Choice, Select, Text, TextArea } from "#console/ui/Field.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Card } from "#console/ui/Page.tsx";
import { inWords } from "#console/words/recurrence.ts";
import { useWords } from "#console/words/words.ts";
import type { Task } from "./task-changes.ts";
import type en from "./words.en.ts";

/** What most tasks recur by; another rule is written into the line that adds tasks. */
const RULES = [
  "FREQ=DAILY",
  "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
  "FREQ=WEEKLY",
  "FREQ=WEEKLY;INTERVAL=2",
  "FREQ=MONTHLY",
  "FREQ=YEARLY",
];

export function TaskForm({ task }: { task: Task }) {
  const words = useWords<typeof en>("work").task;
  const form = useForm(update, { values: task, draft: task.id });
  const save = form.submit(async (body, row) => {
    await change("work.tasks.update", { path: { taskId: task.id }, body, row, title: task.title, isQuiet: true });
    await beginListsAnew("work.tasks");
  });
  return (
    <Card>
      <FormBody form={form} onSubmit={save} why={!form.isDirty && words.saved}>
        <Text label={words.title} {...form.input("title")} />
        <TextArea label={words.description} {...form.input("description")} />
        <div className="fields-2">
          <DateField label={words.dueDate} {...form.value<string>("dueDate")} />
          <Select label={words.priority} choices={usePriorities()} {...form.input("priority")} />
          <NumberField label={words.minutes} integer min={0} {...form.value<number>("estimatedMinutes")} />
          <Select label={words.recurrence} choices={useRules(task)} {...form.input("recurrenceRule")} />
          <Belongs form={form} />
        </div>
      </FormBody>
    </Card>
  );
}

/** What the task is part of. */
function Belongs({ form }: { form: ReturnType<typeof useForm> }) {
  const words = useWords<typeof en>("work").task;
  const domains = useList("work.life-domains.list", { query: { sort: "sortOrder" } });
  const projects = useList("work.projects.list", { query: { status: ["active", "on_hold"], sort: "name" } });
  const goals = useList("work.goals.list", { query: { status: ["active", "paused"], sort: "title" } });
  const sprints = useList("work.sprints.list", { query: { status: ["planned", "active"], sort: "startDate" } });
  const choices = (rows: readonly Choice[]) => [{ value: "", label: words.none }, ...rows];
  const named = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Select label={words.domain} choices={choices(named(allOf(domains)))} {...form.input("lifeDomainId")} />
      <Select label={words.project} choices={choices(named(allOf(projects)))} {...form.input("projectId")} />
      <Select
        label={words.goal}
        choices={choices(allOf(goals).map(({ id, title }) => ({ value: id, label: title })))}
        {...form.input("goalId")}
      />
      <Select label={words.sprint} choices={choices(named(allOf(sprints)))} {...form.input("sprintId")} />
    </>
  );
}

function usePriorities() {
  const words = useWords<typeof en>("work").task;
  return (["low", "medium", "high", "critical"] as const).map((value) => ({ value, label: words.priorities[value] }));
}

function useRules({ recurrenceRule, recurrenceBasis }: Task) {
  const words = useWords<typeof en>("work");
  const rules = recurrenceRule === null || RULES.includes(recurrenceRule) ? RULES : [recurrenceRule, ...RULES];
  return [
    { value: "", label: words.task.once },
    ...rules.map((value) => ({
      value,
      label: inWords(value, words.recurrence, value === recurrenceRule ? recurrenceBasis : undefined),
    })),
  ];
}

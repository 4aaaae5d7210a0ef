/** One task, to read and to change. */

import update from "contract:work.tasks.update";
import { Link, useParams } from "react-router";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { useForm } from "#console/data/form.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Select, Text, TextArea } from "#console/ui/Field.tsx";
import { Card, Page, Stack } from "#console/ui/Page.tsx";
import { Problem } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Task = Answer<"work.tasks.get">;

export const load: PageModule["load"] = ({ params }) =>
  prefetch("work.tasks.get", { path: { taskId: params.taskId! } });

export default function TaskPage() {
  const words = useWords<typeof en>("work").task;
  const { taskId } = useParams() as { taskId: string };
  const { data: task, problem, isLoading, retry } = useRead("work.tasks.get", { path: { taskId } });
  return (
    <Page
      above={<Link to="/work/tasks">{words.above}</Link>}
      title={task?.title ?? words.above}
      state={isLoading ? "loading" : problem && !task ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {task && <Edit task={task} />}
    </Page>
  );
}

function Edit({ task }: { task: Task }) {
  const words = useWords<typeof en>("work").task;
  const common = useCommon();
  const form = useForm(update, { values: task, draft: task.id });
  const priorities = (["low", "medium", "high", "critical"] as const).map((value) => ({
    value,
    label: words.priorities[value],
  }));
  const save = form.submit((body, row) =>
    change("work.tasks.update", { path: { taskId: task.id }, body, row, title: task.title, isQuiet: true }),
  );
  return (
    <Card>
      <form onSubmit={save}>
        <Stack>
          <Text label={words.title} {...form.input("title")} />
          <TextArea label={words.description} {...form.input("description")} />
          <DateField label={words.dueDate} {...form.value<string>("dueDate")} />
          <Select label={words.priority} choices={priorities} {...form.input("priority")} />
          {form.problem && <Problem problem={form.problem} />}
          <div className="row">
            <Button kind="main" type="submit" busy={form.isPending} why={!form.isDirty && words.saved}>
              {common.save}
            </Button>
            {form.isDirty && <Button onClick={form.reset}>{common.cancel}</Button>}
          </div>
        </Stack>
      </form>
    </Card>
  );
}

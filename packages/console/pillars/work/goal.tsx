/** One goal: how it stands, what it consists of, and what is done for it. */
import update from "contract:work.goals.update";
import { Link, useNavigate, useParams } from "react-router";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { useForm } from "#console/data/form.ts";
import { useList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Select } from "#console/ui/Field.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Card, Columns, Page, Section } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";
import { relativeDay } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { AddLine } from "./AddLine.tsx";
import { GoalFields } from "./GoalFields.tsx";
import { GoalProgress } from "./GoalProgress.tsx";
import { History } from "./History.tsx";
import { TaskList } from "./TaskList.tsx";
import type en from "./words.en.ts";
import "./work.css";

type Goal = Answer<"work.goals.get">;

export const load: PageModule["load"] = ({ params }) =>
  prefetch("work.goals.get", { path: { goalId: params.goalId! } });

export default function GoalPage() {
  const words = useWords<typeof en>("work").goals;
  const common = useCommon();
  const navigate = useNavigate();
  const { goalId } = useParams() as { goalId: string };
  const { data: goal, problem, isLoading, retry } = useRead("work.goals.get", { path: { goalId } });
  const gone = async () => {
    await change("work.goals.remove", { path: { goalId }, row: goal, title: goal?.title });
    void navigate("/work/goals");
  };
  return (
    <Page
      above={<Link to="/work/goals">{words.title}</Link>}
      title={goal?.title ?? words.title}
      lead={goal && <GoalProgress goal={goal} long />}
      actions={
        goal && (
          <Button kind="bare" icon="trash" onClick={() => void gone()}>
            {common.delete}
          </Button>
        )
      }
      state={isLoading ? "loading" : problem && !goal ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {goal && (
        <Columns
          told={
            <>
              <Parts goal={goal} />
              <Projects goal={goal} />
              <Section title={words.history}>
                <History entityId={goal.id} />
              </Section>
            </>
          }
        >
          <Edit key={goal.id} goal={goal} />
          <Tasks goal={goal} />
        </Columns>
      )}
    </Page>
  );
}

function Edit({ goal }: { goal: Goal }) {
  const words = useWords<typeof en>("work").goals;
  const { data: tree } = useRead("work.goals.tree");
  const form = useForm(update, { values: goal, draft: goal.id });
  const path = { goalId: goal.id };
  const save = form.submit((body, row) =>
    change("work.goals.update", { path, body, row, title: goal.title, isQuiet: true }),
  );
  const statuses = (["active", "paused", "completed", "abandoned"] as const).map((value) => ({
    value,
    label: words.statuses[value],
  }));
  return (
    <Card>
      <FormBody form={form} onSubmit={save} why={!form.isDirty && words.saved}>
        <GoalFields form={form} goals={tree ? without(tree.data, goal.id) : []} />
        <div className="fields-2">
          <Select label={words.status} choices={statuses} {...form.input("status")} />
          <NumberField
            label={words.reached}
            help={words.reachedHelp}
            integer
            min={0}
            max={100}
            step={5}
            unit="%"
            {...form.value<number>("progressPct")}
          />
        </div>
      </FormBody>
    </Card>
  );
}

type GoalNode = Answer<"work.goals.tree">["data"][number];

/** A goal cannot be a part of itself, nor of a part of it. */
const without = (goals: readonly GoalNode[], id: string): GoalNode[] =>
  goals.filter((goal) => goal.id !== id).map((goal) => ({ ...goal, children: without(goal.children, id) }));

function Tasks({ goal }: { goal: Goal }) {
  const words = useWords<typeof en>("work").goals;
  const filter = { goalId: goal.id };
  const tasks = useList("work.tasks.list", { query: { ...filter, sort: "sortOrder" } });
  const add = (title: string) =>
    change("work.tasks.create", { body: { title, goalId: goal.id, lifeDomainId: goal.lifeDomainId }, title });
  return (
    <Section title={words.tasks}>
      <AddLine label={words.addTask} onAdd={add} />
      <TaskList label={words.tasks} rows={tasks} empty={<Empty title={words.noTasks} />} filter={filter} isOrdered />
    </Section>
  );
}

/** The goals that this one consists of. */
function Parts({ goal }: { goal: Goal }) {
  const words = useWords<typeof en>("work").goals;
  const rows = useList("work.goals.list", { query: { parentId: goal.id, sort: "sortOrder" } });
  if (rows.state === "empty") return null;
  const item = (one: Goal): Item => ({
    name: one.title,
    to: `/work/goals/${one.id}`,
    sub: one.targetDate !== null && relativeDay(one.targetDate),
    end: <GoalProgress goal={one} />,
  });
  return (
    <Section title={words.parts}>
      <List label={words.parts} rows={rows} keyOf={({ id }) => id} item={item} empty={null} />
    </Section>
  );
}

function Projects({ goal }: { goal: Goal }) {
  const words = useWords<typeof en>("work");
  const rows = useList("work.projects.list", { query: { goalId: goal.id } });
  if (rows.state === "empty") return null;
  const item = (one: NonNullable<ReturnType<typeof rows.at>>): Item => ({
    name: one.name,
    to: `/work/projects/${one.id}`,
    end: words.projects.statuses[one.status],
  });
  return (
    <Section title={words.projects.title}>
      <List label={words.projects.title} rows={rows} keyOf={({ id }) => id} item={item} empty={null} />
    </Section>
  );
}

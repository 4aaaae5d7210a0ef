/** One sprint: whether it will be done, what is stuck, and what is in it. */
import { lazy, Suspense, useState } from "react";
import { Link, useParams } from "react-router";
import { allOf } from "#console/data/arranged.ts";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { beginListsAnew, useList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Dialog } from "#console/ui/Dialog.tsx";
import { Select } from "#console/ui/Field.tsx";
import { Card, Columns, Page, Section } from "#console/ui/Page.tsx";
import { Empty, Problem, Skeleton } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";
import { day, daysBetween, number, relativeDay } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { AddLine } from "./AddLine.tsx";
import { Burndown } from "./Burndown.tsx";
import { forecast } from "./forecast.ts";
import { History } from "./History.tsx";
import { spanOf } from "./span.ts";
import { TaskList } from "./TaskList.tsx";
import { isOpen, put, type Task } from "./task-changes.ts";
import type en from "./words.en.ts";
import "./work.css";

const PickTask = lazy(() => import("#console/frame/PickTask.tsx"));

type Sprint = Answer<"work.sprints.get">;

export const load: PageModule["load"] = ({ params }) => {
  const path = { sprintId: params.sprintId! };
  prefetch("work.sprints.get", { path });
  prefetch("work.sprints.burndown", { path });
};

export default function SprintPage() {
  const words = useWords<typeof en>("work").sprints;
  const { sprintId } = useParams() as { sprintId: string };
  const { data: sprint, problem, isLoading, retry } = useRead("work.sprints.get", { path: { sprintId } });
  return (
    <Page
      above={<Link to="/work/sprints">{words.title}</Link>}
      title={sprint?.name ?? words.title}
      lead={sprint && `${words.statuses[sprint.status]} · ${spanOf(sprint)}`}
      actions={sprint && <Actions sprint={sprint} />}
      state={isLoading ? "loading" : problem && !sprint ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {sprint && (
        <Columns
          told={
            <>
              {sprint.goal && (
                <Section title={words.goal}>
                  <p className="serif" dir="auto">
                    {sprint.goal}
                  </p>
                </Section>
              )}
              <Section title={words.history}>
                <History entityId={sprint.id} />
              </Section>
            </>
          }
        >
          <Progress sprint={sprint} />
          <Tasks sprint={sprint} />
        </Columns>
      )}
    </Page>
  );
}

function Progress({ sprint }: { sprint: Sprint }) {
  const words = useWords<typeof en>("work").sprints;
  const path = { sprintId: sprint.id };
  const { data, problem, isLoading, retry } = useRead("work.sprints.burndown", { path });
  if (isLoading)
    return (
      <div className="burndown">
        <Skeleton kind="figure" rows={1} />
      </div>
    );
  if (!data) return problem ? <Problem problem={problem} retry={retry} /> : null;
  if (data.totalTasks === 0) return null;
  const ahead = forecast(data.days);
  const finding = findingOf(data, ahead?.doneOn, sprint, words);
  return (
    <div className="burndown">
      <Section title={words.burndown} more={words.done(number(data.completedTasks), number(data.totalTasks))}>
        <Card>
          <p className="serif">{finding}</p>
          <Burndown finding={finding} days={data.days} forecast={sprint.status === "active" ? ahead : undefined} />
        </Card>
      </Section>
    </div>
  );
}

function findingOf(
  { totalTasks, completedTasks }: Answer<"work.sprints.burndown">,
  doneOn: string | undefined,
  { status, endDate }: Sprint,
  words: typeof en.sprints,
): string {
  if (completedTasks === totalTasks) return words.allDone;
  if (status === "planned") return words.planned(totalTasks);
  if (status !== "active") return words.ended(completedTasks, totalTasks);
  if (doneOn === undefined) return words.noPace;
  const late = daysBetween(endDate, doneOn);
  return late > 0 ? words.tooLate(day(doneOn, "weekday"), late) : words.inTime(day(doneOn, "weekday"));
}

function Tasks({ sprint }: { sprint: Sprint }) {
  const words = useWords<typeof en>("work").sprints;
  const filter = { sprintId: sprint.id };
  const rows = useList("work.tasks.list", { query: { ...filter, sort: "sortOrder" } });
  const known = allOf(rows);
  const isOver = sprint.status === "completed" || sprint.status === "cancelled";
  const add = (title: string) =>
    change("work.tasks.create", {
      body: { title, sprintId: sprint.id, lifeDomainId: sprint.lifeDomainId },
      title,
    });
  const moveIn = async (taskId: string) => {
    await change("work.tasks.update", { path: { taskId }, body: { sprintId: sprint.id } });
    await beginListsAnew("work.tasks");
  };
  const menu = (task: Task) => [
    {
      label: words.moveOut,
      icon: "left" as const,
      onSelect: () => void put(task, { sprintId: null }, words.movedOut(task.title)),
    },
  ];
  return (
    <Section title={words.tasks}>
      {!isOver && (
        <>
          <AddLine label={words.addTask} onAdd={add} />
          <div className="picks">
            <Suspense fallback={null}>
              <PickTask known={known.map(({ id }) => id)} onPick={moveIn} label={words.moveIn} />
            </Suspense>
          </div>
        </>
      )}
      <TaskList
        label={words.tasks}
        rows={rows}
        empty={<Empty title={words.noTasks}>{words.noTasksHint}</Empty>}
        filter={filter}
        isOrdered
        menu={menu}
      />
    </Section>
  );
}

function Actions({ sprint }: { sprint: Sprint }) {
  const words = useWords<typeof en>("work").sprints;
  const [isAsking, setAsking] = useState(false);
  const path = { sprintId: sprint.id };
  const start = () =>
    change("work.sprints.start", { path, row: sprint, patch: { status: "active" }, title: sprint.name });
  if (sprint.status === "planned")
    return (
      <Button kind="main" icon="play" onClick={() => void start().catch(() => {})}>
        {words.start}
      </Button>
    );
  if (sprint.status !== "active") return null;
  return (
    <>
      <Button kind="main" icon="check" onClick={() => setAsking(true)}>
        {words.complete}
      </Button>
      {isAsking && <Completion sprint={sprint} onClose={() => setAsking(false)} />}
    </>
  );
}

/** Asks what is to become of the tasks that are still open. */
function Completion({ sprint, onClose }: { sprint: Sprint; onClose: () => void }) {
  const words = useWords<typeof en>("work").sprints;
  const common = useCommon();
  const [goesTo, setGoesTo] = useState("out");
  const planned = useList("work.sprints.list", { query: { status: "planned", sort: "startDate" } });
  const open = allOf(useList("work.tasks.list", { query: { sprintId: sprint.id, sort: "sortOrder" } })).filter(isOpen);
  const finish = async () => {
    const moveOpenTasksTo = goesTo === "out" ? null : goesTo;
    await change("work.sprints.complete", {
      path: { sprintId: sprint.id },
      body: goesTo === "stay" ? {} : { moveOpenTasksTo },
      row: sprint,
      patch: { status: "completed" },
      title: sprint.name,
    });
    await beginListsAnew("work.tasks");
    onClose();
  };
  return (
    <Dialog
      open
      title={words.completeTitle}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="main" onClick={() => void finish()}>
            {words.complete}
          </Button>
        </>
      }
    >
      {open.length === 0 ? (
        <p>{words.nothingOpen}</p>
      ) : (
        <Select
          label={words.openTasks(open.length)}
          value={goesTo}
          choices={[
            { value: "out", label: words.goOut },
            { value: "stay", label: words.stay },
            ...allOf(planned).map(({ id, name, startDate }) => ({
              value: id,
              label: words.goTo(name, relativeDay(startDate)),
            })),
          ]}
          onChange={({ target }) => setGoesTo(target.value)}
        />
      )}
    </Dialog>
  );
}

/** One task: what it is, what it consists of, what it waits for, when it comes again, and what became of it. */
import { Link, useNavigate, useParams } from "react-router";
import { prefetch, useRead } from "#console/data/read.ts";
import { Backlinks } from "#console/frame/Backlinks.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { complete, reopen } from "#console/frame/tasks.ts";
import { Button, ButtonLink } from "#console/ui/Button.tsx";
import { Columns, Page, Section } from "#console/ui/Page.tsx";
import { State } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";
import { duration, relativeDay } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { Dependencies, Dependents, SHOWN_DEPENDENTS } from "./Dependencies.tsx";
import { History } from "./History.tsx";
import { Recurrence } from "./Recurrence.tsx";
import { Subtasks } from "./Subtasks.tsx";
import { TaskForm } from "./TaskForm.tsx";
import { isDone, isLate, remove, type Task } from "./task-changes.ts";
import type en from "./words.en.ts";
import "./work.css";

export const load: PageModule["load"] = ({ params }) => {
  const path = { taskId: params.taskId! };
  prefetch("work.tasks.get", { path });
  prefetch("work.dependencies.list", { path });
  prefetch("work.dependents.list", { path, query: { limit: SHOWN_DEPENDENTS } });
};

export default function TaskPage() {
  const words = useWords<typeof en>("work").task;
  const { taskId } = useParams() as { taskId: string };
  const { data: task, problem, isLoading, retry } = useRead("work.tasks.get", { path: { taskId } });
  return (
    <Page
      above={task?.parentTaskId ? <Above taskId={task.parentTaskId} /> : <Link to="/work/tasks">{words.above}</Link>}
      title={task?.title ?? words.above}
      lead={task && <Lead task={task} />}
      actions={task && <Actions task={task} />}
      state={isLoading ? "loading" : problem && !task ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {task && (
        <Columns
          told={
            <>
              <Dependencies task={task} />
              <Dependents task={task} />
              <Backlinks type="task" id={task.id} />
              {task.recurrenceRule !== null && <Recurrence task={task} rule={task.recurrenceRule} />}
              <Section title={words.history}>
                <History entityId={task.id} />
              </Section>
            </>
          }
        >
          <TaskForm key={task.id} task={task} />
          <Subtasks task={task} />
        </Columns>
      )}
    </Page>
  );
}

/** The task that this one is a part of. */
function Above({ taskId }: { taskId: string }) {
  const words = useWords<typeof en>("work").task;
  const { data } = useRead("work.tasks.get", { path: { taskId } });
  return (
    <Link to={`/work/tasks/${taskId}`}>
      <span dir="auto">{data?.title ?? words.above}</span>
    </Link>
  );
}

/** Its state in a sentence. */
function Lead({ task }: { task: Task }) {
  const words = useWords<typeof en>("work");
  if (isLate(task)) return <State tone="warn">{words.task.late(relativeDay(task.dueDate!))}</State>;
  const due = task.dueDate === null ? words.task.noDay : words.task.dueOn(relativeDay(task.dueDate));
  const length = task.estimatedMinutes === null ? [] : [duration(task.estimatedMinutes)];
  return [words.statuses[task.status], ...(isDone(task) ? [] : [due, ...length])].join(" · ");
}

function Actions({ task }: { task: Task }) {
  const words = useWords<typeof en>("work");
  const common = useCommon();
  const navigate = useNavigate();
  const gone = async () => {
    await remove(task);
    void navigate("/work/tasks");
  };
  return (
    <>
      {isDone(task) ? (
        <Button icon="undo" onClick={() => void reopen(task)}>
          {words.task.reopen}
        </Button>
      ) : (
        <>
          <Button kind="main" icon="check" onClick={() => void complete(task, words.tasks.completed(task.title))}>
            {words.task.complete}
          </Button>
          <ButtonLink icon="timer" to={`/rhythm/focus?task=${task.id}`}>
            {words.task.focus}
          </ButtonLink>
        </>
      )}
      <Button kind="bare" icon="trash" onClick={() => void gone()}>
        {common.delete}
      </Button>
    </>
  );
}

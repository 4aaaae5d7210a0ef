/** What a task waits for, as a list and as a graph of all that has to be done before it; and what waits for the task. */
import { lazy, Suspense, useMemo } from "react";
import { Link } from "react-router";
import type { GraphEdge, GraphNode } from "#console/charts/graph-layout.ts";
import { change } from "#console/data/change.ts";
import { useRead, useReads } from "#console/data/read.ts";
import { IconButton } from "#console/ui/Button.tsx";
import { Section } from "#console/ui/Page.tsx";
import { Problem, Skeleton, State } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";
import { relativeDay } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { isDone, isOpen, type Task } from "./task-changes.ts";
import type en from "./words.en.ts";

const PickTask = lazy(() => import("#console/frame/PickTask.tsx"));
const Graph = lazy(async () => ({ default: (await import("#console/charts/Graph.tsx")).Graph }));

export const SHOWN_DEPENDENTS = 50;

type Dependency = { id: string; taskId: string; blockedByTaskId: string; blockedBy: Blocker | null };
type Blocker = Pick<Task, "id" | "title" | "status" | "dueDate">;

export function Dependencies({ task }: { task: Task }) {
  const words = useWords<typeof en>("work").dependencies;
  const path = { taskId: task.id };
  const { data, problem, retry } = useRead("work.dependencies.list", { path });
  const direct = data?.data ?? [];
  const add = (blockedByTaskId: string) =>
    change("work.dependencies.add", { path, body: { blockedByTaskId }, title: task.title }).then(retry);
  return (
    <Section title={words.title}>
      {problem && !data && <Problem problem={problem} retry={retry} />}
      {direct.length > 0 && (
        <ul className="waits">
          {direct.map((one) => (
            <Waits key={one.id} task={task} dependency={one} onChange={retry} />
          ))}
        </ul>
      )}
      {data && direct.length === 0 && <p className="quiet">{words.none}</p>}
      <div className="picks">
        <Suspense fallback={null}>
          <PickTask
            task={task}
            known={direct.map(({ blockedByTaskId }) => blockedByTaskId)}
            label={words.add}
            onPick={add}
          />
        </Suspense>
      </div>
      {direct.length > 0 && <Before task={task} direct={direct} />}
    </Section>
  );
}

function Waits({ task, dependency, onChange }: { task: Task; dependency: Dependency; onChange: () => void }) {
  const words = useWords<typeof en>("work");
  const common = useCommon();
  const { blockedBy } = dependency;
  const title = blockedBy?.title ?? words.dependencies.unseen;
  const drop = async () => {
    const path = { taskId: task.id, dependencyId: dependency.id };
    const add = () =>
      change("work.dependencies.add", {
        path: { taskId: task.id },
        body: { blockedByTaskId: dependency.blockedByTaskId },
        title,
      }).then(onChange);
    await change("work.dependencies.remove", { path, title, undo: add, undoText: words.dependencies.dropped(title) });
    onChange();
  };
  return (
    <li className="row">
      {blockedBy ? (
        <Link to={`/work/tasks/${blockedBy.id}`} dir="auto">
          {title}
        </Link>
      ) : (
        <span className="quiet">{title}</span>
      )}
      {blockedBy && isDone(blockedBy) && <State>{words.statuses.completed}</State>}
      {blockedBy?.dueDate && isOpen(blockedBy) && <span className="quiet small">{relativeDay(blockedBy.dueDate)}</span>}
      <span className="row-end">
        <IconButton small icon="cross" label={common.remove(title)} onClick={() => void drop()} />
      </span>
    </li>
  );
}

/** What waits for the task, in the order in which it was made. */
export function Dependents({ task }: { task: Task }) {
  const words = useWords<typeof en>("work");
  const { data } = useRead("work.dependents.list", { path: { taskId: task.id }, query: { limit: SHOWN_DEPENDENTS } });
  if (!data || data.data.length === 0) return null;
  return (
    <Section title={words.dependents.title}>
      <ul className="waits">
        {data.data.map((one) => (
          <li key={one.id} className="row">
            <Link to={`/work/tasks/${one.id}`} dir="auto">
              {one.title}
            </Link>
            {isDone(one) && <State>{words.statuses.completed}</State>}
            {one.dueDate && isOpen(one) && <span className="quiet small">{relativeDay(one.dueDate)}</span>}
          </li>
        ))}
      </ul>
      {data.nextCursor && <p className="quiet">{words.dependents.more(SHOWN_DEPENDENTS)}</p>}
    </Section>
  );
}

/** The same three steps back: what waits for something of its own is where things get stuck. */
function Before({ task, direct }: { task: Task; direct: readonly Dependency[] }) {
  const words = useWords<typeof en>("work").dependencies;
  const second = useDependencies(direct);
  const third = useDependencies(second);
  const drawn = drawingOf(task, [...direct, ...second, ...third]);
  // The graph is laid out anew only when what it shows has changed.
  const key = JSON.stringify(drawn);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what is drawn
  const { nodes, edges } = useMemo(() => drawn, [key]);
  if (nodes.length < 2) return null;
  const open = nodes.filter(({ id, isDone }) => id !== task.id && !isDone).length;
  return (
    <Suspense fallback={<Skeleton kind="figure" rows={1} />}>
      <Graph finding={words.finding(open)} centerId={task.id} nodes={nodes} edges={edges} />
    </Suspense>
  );
}

function drawingOf(task: Task, dependencies: readonly Dependency[]): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const nodes = new Map<string, GraphNode>();
  nodes.set(task.id, { id: task.id, label: task.title, glyph: "task", of: "work", isDone: isDone(task) });
  const edges = new Map<string, GraphEdge>();
  for (const { blockedBy, taskId } of dependencies) {
    if (!blockedBy) continue;
    const { id, title } = blockedBy;
    if (id !== task.id)
      nodes.set(id, {
        id,
        label: title,
        glyph: "task",
        of: "work",
        to: `/work/tasks/${id}`,
        isDone: isDone(blockedBy),
      });
    edges.set(`${id} ${taskId}`, { from: id, to: taskId });
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

function useDependencies(of: readonly Dependency[]): Dependency[] {
  const ids = [...new Set(of.filter(({ blockedBy }) => blockedBy).map(({ blockedByTaskId }) => blockedByTaskId))];
  const answers = useReads(
    "work.dependencies.list",
    ids.map((taskId) => ({ path: { taskId } })),
  );
  return answers.flatMap((answer) => answer?.data ?? []);
}

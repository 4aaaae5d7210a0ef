import { elapsed } from "#console/charts/elapsed.ts";
import { Gantt, type Stage } from "#console/charts/Gantt.tsx";
import { Button } from "#console/ui/Button.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty } from "#console/ui/State.tsx";
import { type Column, Table } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { RunState, Unknown } from "./parts.tsx";
import { useReplay } from "./replay.ts";
import type { WorkflowRun } from "./rows.ts";
import type en from "./words.en.ts";

type Step = NonNullable<WorkflowRun["steps"]>[number];

/** The first step of every run claims its event; from there on it is a replay. */
const CLAIM = "claim";

/** The steps of a run, each on the same time line, and what is due still. */
export function Steps({ run }: { run: WorkflowRun }) {
  const words = useWords<typeof en>("operations").run;
  const columns = useColumns(run);
  if (run.steps === null) return <Remark>{run.stepsUnknown ?? words.stepsUnknown}</Remark>;
  return (
    <>
      <Table
        label={words.steps}
        rows={rowsOf(run.steps, run.id)}
        columns={columns}
        keyOf={({ id }) => id}
        empty={<Empty icon="play" title={words.noSteps} />}
      />
      {run.pending?.map(({ kind, name, attempt, dueAt }) => (
        <p key={`${kind} ${name} ${attempt}`} className="quiet">
          {words.pending}: <span className="mono">{name ?? kind}</span> {dueAt && <Time at={dueAt} />}
        </p>
      ))}
    </>
  );
}

function useColumns(run: WorkflowRun): readonly Column<Step>[] {
  const words = useWords<typeof en>("operations");
  const replay = useReplay();
  const hasOutput = run.steps?.some(({ output }) => output !== null);
  return [
    { id: "state", label: words.runs.state, cell: ({ status }) => <RunState status={status} /> },
    {
      id: "step",
      label: words.run.step,
      isName: true,
      cell: ({ id, name, error }) => (
        <>
          <span className="mono">{name ?? id}</span>
          {error && (
            <div className="failing" dir="auto">
              {error.message}
            </div>
          )}
        </>
      ),
    },
    {
      id: "line",
      label: words.run.timeLine,
      isExtra: true,
      cell: (step) => (
        <span className="data">
          <Line run={run} step={step} />
        </span>
      ),
    },
    {
      id: "took",
      label: words.runs.took,
      isNumber: true,
      cell: ({ startedAt, endedAt }) =>
        startedAt && endedAt ? (
          elapsed(Date.parse(endedAt) - Date.parse(startedAt))
        ) : (
          <Unknown why={words.run.stepTimeUnknown} />
        ),
    },
    {
      id: "attempts",
      label: words.run.attempts,
      isNumber: true,
      isExtra: true,
      cell: ({ attempts }) => (attempts === null ? <Unknown /> : number(attempts)),
    },
    ...(hasOutput
      ? [
          {
            id: "output",
            label: words.run.output,
            isExtra: true,
            cell: ({ output }: Step) =>
              output === null ? (
                <Unknown why={words.run.noOutput} />
              ) : (
                <span className="mono">{JSON.stringify(output)}</span>
              ),
          },
        ]
      : []),
    {
      id: "rerun",
      label: words.run.rerun,
      cell: ({ name }) =>
        name !== null &&
        name !== CLAIM && (
          <Button
            small
            kind="bare"
            icon="again"
            aria-label={words.run.rerunFrom(name)}
            why={run.status === "running" && words.run.stillRunning}
            onClick={() => void replay(run.id, name)}
          >
            {words.run.rerun}
          </Button>
        ),
    },
  ];
}

/** Where a step lies in the time of its run. */
function Line({ run, step }: { run: WorkflowRun; step: Step }) {
  const words = useWords<typeof en>("operations").run;
  const ends = [run.endedAt, ...(run.steps ?? []).map(({ endedAt }) => endedAt)].filter((at) => at !== null);
  const end = Math.max(...ends.map((at) => Date.parse(at)));
  if (run.startedAt === null || step.endedAt === null) return <Unknown why={words.stepTimeUnknown} />;
  const begin = Date.parse(run.startedAt);
  const stage: Stage = {
    label: step.name ?? step.id,
    fromMs: Math.max(0, Date.parse(step.startedAt ?? step.endedAt) - begin),
    toMs: Math.max(0, Date.parse(step.endedAt) - begin),
    kind: step.status === "failed" ? "failed" : step.status === "running" ? "running" : "done",
  };
  return <Gantt label={stage.label} stages={[stage]} totalMs={Math.max(1, end - begin)} />;
}

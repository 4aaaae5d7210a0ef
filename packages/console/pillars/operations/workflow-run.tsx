/** One run: its steps on a time line, what went in and out, why it stopped; replay it, cancel it, repeat it from a step on. */
import { Link, useParams } from "react-router";
import { elapsed } from "#console/charts/elapsed.ts";
import { change } from "#console/data/change.ts";
import { prefetch, useReadEvery } from "#console/data/read.ts";
import { flag, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Card, Section } from "#console/ui/Page.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useWords } from "#console/words/words.ts";
import { Data, OpsPage, PersonLink, Recorded, RunState, shortId, Unknown } from "./parts.tsx";
import { useReplay } from "./replay.ts";
import type { WorkflowRun } from "./rows.ts";
import { Steps } from "./Steps.tsx";
import type en from "./words.en.ts";

const parameters = { data: flag() };
const LOOK_EVERY_SECONDS = 5;
const paramsOf = (run: string, hasData: boolean) => ({
  path: { run },
  ...(hasData && { query: { include: "data" as const } }),
});

export const load: PageModule["load"] = ({ params, url }) =>
  prefetch("admin.workflow-runs.get", paramsOf(params.run!, valuesOf(parameters, url.searchParams).data));

export default function WorkflowRunPage() {
  const words = useWords<typeof en>("operations").run;
  const { run: id } = useParams() as { run: string };
  const [{ data: hasData }, setUrl] = useUrl(parameters);
  // Each look at what it holds is recorded, so that only somebody looks, and no clock.
  const {
    data: run,
    problem,
    isLoading,
    retry,
  } = useReadEvery(hasData ? 0 : LOOK_EVERY_SECONDS, "admin.workflow-runs.get", paramsOf(id, hasData));
  return (
    <OpsPage
      above={<Link to="/operations/workflow-runs">{words.above}</Link>}
      title={<span className="mono">{run?.workflow ?? shortId(id)}</span>}
      lead={run && <RunState status={run.status} why={run.stepsUnknown} />}
      state={isLoading ? "loading" : problem && !run ? "failed" : "ready"}
      problem={problem}
      retry={retry}
      actions={run && <Acts run={run} onDone={retry} />}
    >
      {run && (
        <>
          {run.error && (
            <Remark icon="warning" tone="bad">
              <b className="mono">{run.error.name}</b> <span dir="auto">{run.error.message}</span>
            </Remark>
          )}
          <About run={run} />
          <Section title={words.steps}>
            <Steps run={run} />
          </Section>
          <Section title={words.data}>
            {hasData ? (
              <>
                <Recorded />
                <h3>{words.input}</h3>
                <Data label={words.input} value={run.input} />
                <h3>{words.output}</h3>
                <Data label={words.output} value={run.output} />
              </>
            ) : (
              <Recorded>
                <p>{words.dataRecorded}</p>
                <Button small icon="eye" onClick={() => setUrl({ data: true })}>
                  {words.showData}
                </Button>
              </Recorded>
            )}
          </Section>
        </>
      )}
    </OpsPage>
  );
}

function Acts({ run, onDone }: { run: WorkflowRun; onDone: () => void }) {
  const words = useWords<typeof en>("operations").run;
  const replay = useReplay();
  const isRunning = run.status === "running";
  const cancel = async () => {
    await change("admin.workflow-runs.cancel", { path: { run: run.id }, title: words.cancel });
    onDone();
  };
  return (
    <>
      {isRunning && (
        <Button icon="stop" onClick={() => void cancel()}>
          {words.cancel}
        </Button>
      )}
      <Button kind="main" icon="again" why={isRunning && words.stillRunning} onClick={() => void replay(run.id)}>
        {words.replay}
      </Button>
    </>
  );
}

function About({ run }: { run: WorkflowRun }) {
  const words = useWords<typeof en>("operations");
  const { startedAt, endedAt, eventId, replayOf } = run;
  const took = startedAt && endedAt ? elapsed(Date.parse(endedAt) - Date.parse(startedAt)) : undefined;
  const facts = [
    { name: words.runs.person, value: <PersonLink id={run.userId} /> },
    { name: words.runs.started, value: startedAt ? <Time at={startedAt} form="moment" /> : <Unknown /> },
    { name: words.runs.took, value: took ?? <Unknown why={words.runs.tookUnknown} /> },
    {
      name: words.run.event,
      value: eventId ? <span className="mono">{shortId(eventId)}</span> : <Unknown why={words.run.noEvent} />,
    },
    ...(replayOf
      ? [
          {
            name: words.run.replayOf,
            value: (
              <Link className="mono" to={`/operations/workflow-runs/${encodeURIComponent(replayOf)}`}>
                {shortId(replayOf)}
              </Link>
            ),
          },
        ]
      : []),
  ];
  return (
    <Card flush>
      <Facts facts={facts} />
    </Card>
  );
}

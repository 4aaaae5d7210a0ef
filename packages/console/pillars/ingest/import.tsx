/** One import: what it would do or has done, row by row; run it, stop it, take it back. */
import "./imports.css";
import { useEffect, useRef } from "react";
import { Link, useParams } from "react-router";
import { beginListsAnew } from "#console/data/list.ts";
import { prefetch, useRead, useReadEvery } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Job as Progress } from "#console/ui/Job.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Card, Page, Section } from "#console/ui/Page.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { number, size } from "#console/words/format.ts";
import { useSaid } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { HowRead } from "./HowRead.tsx";
import { ImportActions, stop } from "./ImportActions.tsx";
import { ImportRows } from "./ImportRows.tsx";
import { ImportState, isBusy, type Job } from "./ImportState.tsx";
import { useKindName } from "./kinds.ts";
import type en from "./words.en.ts";

export const load: PageModule["load"] = ({ params }) =>
  prefetch("ingest.imports.get", { path: { importId: params.importId! } });

/** Its events tell how far it is; where they come late, it is asked for. */
const LOOK_AGAIN_SECONDS = 3;

export default function ImportPage() {
  const words = useWords<typeof en>("ingest").imports;
  const { importId } = useParams() as { importId: string };
  const path = { importId };
  const { data: job, problem, isLoading, retry } = useRead("ingest.imports.get", { path });
  useReadEvery(LOOK_AGAIN_SECONDS, "ingest.imports.get", job && isBusy(job) ? { path } : undefined);
  return (
    <Page
      above={<Link to="/ingest/imports">{words.title}</Link>}
      title={job ? job.sourceName || words.pasted : words.title}
      lead={job && <ImportState job={job} />}
      actions={job && <ImportActions job={job} />}
      state={isLoading ? "loading" : problem && !job ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {job && <Shown job={job} />}
    </Page>
  );
}

function Shown({ job }: { job: Job }) {
  const words = useWords<typeof en>("ingest").imports;
  const said = useSaid();
  const isDone = !isBusy(job);
  useRowsAnew(job);
  return (
    <>
      {job.error && (
        <Remark icon="warning" tone="bad">
          <span dir="auto">{said(job.error, job.errorCoded)}</span>
        </Remark>
      )}
      {job.sameAsId && job.isDryRun && (
        <Remark icon="warning" tone="warn">
          {words.sameAs} <Link to={`/ingest/imports/${job.sameAsId}`}>{words.sameAsLink}</Link>
        </Remark>
      )}
      {!isDone && (
        <Card>
          <Working job={job} />
        </Card>
      )}
      <Counts job={job} />
      {isDone && !job.isDryRun && job.kind.startsWith("contacts_") && (
        <p>
          <Link to={`/people/duplicates?importId=${job.id}`}>{words.duplicates}</Link>
        </p>
      )}
      {isDone && <HowRead job={job} />}
      <ImportRows key={String(isDone)} job={job} />
    </>
  );
}

/** Each time that the source was looked through or taken in, its rows are other ones. */
function useRowsAnew({ endedAt }: Job): void {
  const before = useRef(endedAt);
  useEffect(() => {
    if (before.current === endedAt) return;
    before.current = endedAt;
    void beginListsAnew("ingest.imports");
  }, [endedAt]);
}

function Working({ job }: { job: Job }) {
  const words = useWords<typeof en>("ingest").imports;
  const { status, isDryRun, processed, total, percentage, rowsPerSecond } = job;
  if (status === "undoing") {
    const all = job.created + job.updated;
    return (
      <Progress
        title={words.undoing}
        done={job.undone + job.kept}
        total={all || undefined}
        state="running"
        onStop={() => void stop(job)}
      />
    );
  }
  return (
    <Progress
      title={isDryRun ? words.checking : words.importing}
      done={processed}
      total={total ?? undefined}
      share={percentage / 100}
      rate={rowsPerSecond ?? undefined}
      state="running"
      onStop={() => void stop(job)}
    >
      <p className="quiet small">{words.goesOn}</p>
    </Progress>
  );
}

function Counts({ job }: { job: Job }) {
  const words = useWords<typeof en>("ingest").imports;
  const kindName = useKindName();
  const wasUndone = job.undone + job.kept > 0;
  return (
    <Section title={job.isDryRun ? words.wouldTitle : words.didTitle}>
      <ul className="counts">
        {(["created", "updated", "skipped", "failed"] as const).map((what) => (
          <li key={what} className={what === "failed" && job.failed > 0 ? "bad" : undefined}>
            <span className="figure">{number(job[what])}</span> {words.counted[what]}
          </li>
        ))}
        {wasUndone && (
          <li>
            <span className="figure">{number(job.undone)}</span> {words.counted.undone}
          </li>
        )}
        {job.kept > 0 && (
          <li>
            <span className="figure">{number(job.kept)}</span> {words.counted.kept}
          </li>
        )}
      </ul>
      <Card flush>
        <Facts
          facts={[
            { name: words.what, value: kindName(job.kind) },
            { name: words.source, value: <Source job={job} /> },
            { name: words.asked, value: <Time at={job.createdAt} form="moment" /> },
            ...(job.endedAt ? [{ name: words.ended, value: <Time at={job.endedAt} form="moment" /> }] : []),
          ]}
        />
      </Card>
    </Section>
  );
}

function Source({ job: { fileId, sourceBytes } }: { job: Job }) {
  const words = useWords<typeof en>("ingest").imports;
  const bytes = <span className="data">{size(sourceBytes)}</span>;
  if (!fileId) return bytes;
  return (
    <>
      <Link to={`/knowledge/files/${fileId}`}>{words.theFile}</Link> · {bytes}
    </>
  );
}

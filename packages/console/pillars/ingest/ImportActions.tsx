/** What can be done with an import as it is now. */
import { useState } from "react";
import { change, useChange } from "#console/data/change.ts";
import { Button } from "#console/ui/Button.tsx";
import { Dialog } from "#console/ui/Dialog.tsx";
import { Problem } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import { isBusy, type Job } from "./ImportState.tsx";
import type en from "./words.en.ts";

export function ImportActions({ job }: { job: Job }) {
  const words = useWords<typeof en>("ingest").imports;
  const { status, isDryRun } = job;
  const [isAsking, setAsking] = useState(false);
  const verb = (operation: "run" | "resume") =>
    void change(`ingest.imports.${operation}`, {
      path: { importId: job.id },
      row: job,
      patch: {},
      title: nameOf(job),
    }).catch(() => {});
  if (isBusy(job)) return null;
  const rows = job.created + job.updated;
  const isStopped = status === "failed" || status === "cancelled";
  const wasUndoing = job.undone + job.kept > 0;
  return (
    <>
      {isDryRun && !isStopped && (
        <Button kind="main" icon="download" why={rows === 0 && words.nothingToDo} onClick={() => verb("run")}>
          {words.run(rows)}
        </Button>
      )}
      {isStopped && !wasUndoing && (
        <Button kind="main" icon="play" onClick={() => verb("resume")}>
          {words.resume}
        </Button>
      )}
      {!isDryRun && status !== "undone" && (
        <Button icon="undo" why={rows === 0 && words.nothingToUndo} onClick={() => setAsking(true)}>
          {words.undo}
        </Button>
      )}
      {isAsking && <Undo job={job} close={() => setAsking(false)} />}
    </>
  );
}

/** It takes away what may be much, so it asks; what was undone can be imported again. */
function Undo({ job, close }: { job: Job; close: () => void }) {
  const words = useWords<typeof en>("ingest").imports;
  const common = useCommon();
  const undoing = useChange("ingest.imports.undo");
  const undo = async () => {
    if (await undoing.run({ path: { importId: job.id }, row: job, patch: {}, title: nameOf(job) })) close();
  };
  return (
    <Dialog
      open
      onClose={close}
      title={words.undoTitle}
      alert
      actions={
        <>
          <Button onClick={close}>{common.cancel}</Button>
          <Button kind="danger" busy={undoing.isPending} onClick={() => void undo()}>
            {words.undo}
          </Button>
        </>
      }
    >
      <p>{words.undoText(job.created, job.updated)}</p>
      <p>{words.undoKeeps}</p>
      {undoing.problem && <Problem problem={undoing.problem} />}
    </Dialog>
  );
}

export const stop = (job: Job) =>
  change("ingest.imports.cancel", { path: { importId: job.id }, row: job, patch: {}, title: nameOf(job) }).catch(
    () => {},
  );

const nameOf = ({ sourceName, kind }: Job) => sourceName || kind;

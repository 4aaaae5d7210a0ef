/** Redriving or discarding all dead letters that match: request after request, each a part, until none is left or somebody stops it. */

import { useRef, useState } from "react";
import { change } from "#console/data/change.ts";
import type { Body } from "#console/data/client.ts";
import { Button } from "#console/ui/Button.tsx";
import { Dialog } from "#console/ui/Dialog.tsx";
import { Job } from "#console/ui/Job.tsx";
import { useCommon } from "#console/words/common.ts";
import { now } from "#console/words/format.ts";
import { said } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { shortId } from "./parts.tsx";
import type en from "./words.en.ts";

type Matching = NonNullable<Body<"admin.dead-letters.redriveAll">>;
type Operation = "admin.dead-letters.redriveAll" | "admin.dead-letters.discardAll";
type Progress = {
  title: string;
  state: "running" | "done" | "failed" | "stopped";
  done: number;
  total: number;
  errors: { text: string }[];
};

export function useBulk(onEnd: () => void) {
  const words = useWords<typeof en>("operations").letters;
  const [progress, setProgress] = useState<Progress>();
  const [asked, setAsked] = useState<{ which: Matching; count: number }>();
  const isStopped = useRef(false);

  async function run(operation: Operation, which: Matching, title: string) {
    isStopped.current = false;
    // What fails again meanwhile is a matter of the next time.
    let body: Matching = { ...which, createdBefore: now().toISOString() };
    let known: Progress = { title, state: "running", done: 0, total: 0, errors: [] };
    const tell = (changed: Partial<Progress>) => {
      known = { ...known, ...changed };
      setProgress(known);
    };
    tell({});
    try {
      for (;;) {
        const { done, failed, remaining, next } = await change(operation, { body, title });
        const errors = failed.map(({ deadLetterId, detail, coded }) => ({
          text: `${shortId(deadLetterId)}: ${said(detail, coded)}`,
        }));
        const all = [...known.errors, ...errors];
        tell({ done: known.done + done, total: known.done + done + all.length + remaining, errors: all });
        if (next === null || isStopped.current) break;
        body = { ...body, after: next };
      }
      tell({ state: isStopped.current ? "stopped" : "done" });
    } catch {
      // `change` has told why.
      tell({ state: "failed" });
    }
    onEnd();
  }

  return {
    progress,
    asked,
    isRunning: progress?.state === "running",
    redrive: (which: Matching, title: string) => run("admin.dead-letters.redriveAll", which, title),
    askDiscard: (which: Matching, count: number) => setAsked({ which, count }),
    discard: () => {
      if (asked) void run("admin.dead-letters.discardAll", asked.which, words.discarding);
      setAsked(undefined);
    },
    leave: () => setAsked(undefined),
    stop: () => {
      isStopped.current = true;
    },
  };
}

/** How far it is, and the question before what cannot be taken back. */
export function BulkJob({ bulk }: { bulk: ReturnType<typeof useBulk> }) {
  const words = useWords<typeof en>("operations").letters;
  const common = useCommon();
  const { progress, asked } = bulk;
  return (
    <>
      {progress && (
        <div role="status">
          <Job {...progress} errorsTitle={words.staysOpen(progress.errors.length)} onStop={bulk.stop} />
        </div>
      )}
      <Dialog
        alert
        open={asked !== undefined}
        onClose={bulk.leave}
        title={words.discardQuestion(asked?.count ?? 0)}
        actions={
          <>
            <Button onClick={bulk.leave}>{common.cancel}</Button>
            <Button kind="danger" onClick={bulk.discard}>
              {words.discardSome(asked?.count ?? 0)}
            </Button>
          </>
        }
      >
        <p>{words.discardHelp}</p>
      </Dialog>
    </>
  );
}

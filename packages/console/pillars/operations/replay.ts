import { change } from "#console/data/change.ts";
import { notify } from "#console/data/notices.ts";
import { useGo } from "#console/frame/navigation.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

/** Starts the run again, from a step on or as a whole, and goes to the new one. */
export function useReplay() {
  const words = useWords<typeof en>("operations").run;
  const go = useGo();
  return async (run: string, step?: string) => {
    const { runId } =
      step === undefined
        ? await change("admin.workflow-runs.replay", { path: { run }, title: words.replay })
        : await change("admin.workflow-runs.rerun", { path: { run }, body: { step }, title: words.rerun });
    notify({ kind: "done", text: runId === null ? words.replayedLater : words.replayed });
    go(runId === null ? "operations/workflow-runs" : `operations/workflow-runs/${encodeURIComponent(runId)}`);
  };
}

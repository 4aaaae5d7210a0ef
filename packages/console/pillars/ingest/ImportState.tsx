/** Where an import stands, as a word with its figures. */
import type { Answer } from "#console/data/client.ts";
import { State } from "#console/ui/State.tsx";
import { percent } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export type Job = Answer<"ingest.imports.get">;

export const isBusy = ({ status }: Pick<Job, "status">): boolean =>
  status === "queued" || status === "running" || status === "undoing";

const TONES = {
  queued: "live",
  running: "live",
  undoing: "live",
  completed: undefined,
  partial: "warn",
  failed: "bad",
  cancelled: "warn",
  undone: undefined,
} as const;

export function ImportState({ job }: { job: Pick<Job, "status" | "isDryRun" | "percentage" | "created" | "updated"> }) {
  const words = useWords<typeof en>("ingest").imports;
  const { status, isDryRun, percentage } = job;
  const text =
    isDryRun && status in words.dryStatuses ? words.dryStatuses[status as "completed"] : words.statuses[status];
  return (
    <State
      tone={TONES[status]}
      icon={status === "undone" ? "undo" : isDryRun && status === "completed" ? "eye" : undefined}
    >
      {status === "running" ? `${text} ${percent(percentage / 100)}` : text}
    </State>
  );
}

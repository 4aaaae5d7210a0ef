/** What became of each row, or would become of it, with its line and the reason. */
import { type RowOf, useList } from "#console/data/list.ts";
import { oneOf, useUrl } from "#console/data/url.ts";
import { Entity } from "#console/frame/Entity.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Section } from "#console/ui/Page.tsx";
import { Empty, State } from "#console/ui/State.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { useCommon } from "#console/words/common.ts";
import { useSaid } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import type { Job } from "./ImportState.tsx";
import type en from "./words.en.ts";

type ImportRow = RowOf<"ingest.imports.rows">;

const VIEWS = ["all", "created", "updated", "skipped", "failed"] as const;
const parameters = { show: oneOf(...VIEWS) };

export function ImportRows({ job }: { job: Job }) {
  const words = useWords<typeof en>("ingest").imports;
  const [{ show }, setUrl] = useUrl(parameters);
  const query = show === "all" ? {} : { action: show };
  const rows = useList("ingest.imports.rows", { path: { importId: job.id }, query });
  const counts = {
    all: undefined,
    created: job.created,
    updated: job.updated,
    skipped: job.skipped,
    failed: job.failed,
  };
  const tabs = VIEWS.map((id) => ({ id, label: words.views[id], ...(counts[id] && { count: counts[id] }) }));
  const isCounted = job.created > 0 && (show === "all" || show === "created");
  return (
    <Section title={words.rows}>
      <Tabs label={words.rows} tabs={tabs} value={show} onChange={(next) => setUrl({ show: next })}>
        <List
          label={words.views[show]}
          rows={rows}
          keyOf={({ id }) => id}
          item={useItem()}
          empty={<Empty icon="list" title={isCounted ? words.countedOnly : words.noRows[show]} />}
          lines={2}
        />
        {(job.skipped > RECORDED || job.failed > RECORDED) && <p className="quiet small">{words.firstOnly}</p>}
      </Tabs>
    </Section>
  );
}

/** Of what was skipped and of what failed the API records the first. */
const RECORDED = 1_000;

function useItem(): (row: ImportRow) => Item {
  const words = useWords<typeof en>("ingest").imports;
  const common = useCommon();
  const said = useSaid();
  return ({ title, line, reason, reasonCoded, action, entityType, entityId, undo, isDryRun }) => ({
    name: title || common.line(line),
    sub: (
      <>
        {title && common.line(line)}
        {title && reason && " · "}
        {reason && <span dir="auto">{said(reason, reasonCoded)}</span>}
      </>
    ),
    end: (
      <>
        {entityType && entityId && !isDryRun && undo !== "removed" && (
          <Entity type={entityType} id={entityId} name={words.look} />
        )}
        <State tone={action === "failed" ? "bad" : undefined} icon={ICONS[action]}>
          {undo ? words.undos[undo] : words.actions[action]}
        </State>
      </>
    ),
  });
}

const ICONS = { created: "plus", updated: "pencil", linked: "link", skipped: "minus", failed: "alert" } as const;

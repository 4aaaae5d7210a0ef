/** What could be changed: each proposal with its change and its reason, and what became of those that were accepted. */
import { allOf } from "#console/data/arranged.ts";
import { prefetchList, useList } from "#console/data/list.ts";
import { oneOf, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Page, Stack } from "#console/ui/Page.tsx";
import { Empty, Problem, Skeleton } from "#console/ui/State.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { useWords } from "#console/words/words.ts";
import { ProposalCard } from "./ProposalCard.tsx";
import type en from "./words.en.ts";

const VIEWS = ["open", "applied", "decided"] as const;
const parameters = { show: oneOf(...VIEWS) };

const queries = {
  open: { query: { status: "open" as const } },
  applied: { query: { status: "applied" as const } },
  decided: { query: { status: ["rejected" as const, "expired" as const, "undone" as const] } },
};

export const load: PageModule["load"] = ({ url }) =>
  prefetchList("cortex.proposals.list", queries[valuesOf(parameters, url.searchParams).show]);

export default function Proposals() {
  const words = useWords<typeof en>("cortex").proposals;
  const [{ show }, setUrl] = useUrl(parameters);
  return (
    <Page title={words.title} lead={<p>{words.lead}</p>}>
      <Tabs
        label={words.show}
        tabs={VIEWS.map((id) => ({ id, label: words.views[id] }))}
        value={show}
        onChange={(next) => setUrl({ show: next })}
      >
        <Cards key={show} show={show} />
      </Tabs>
    </Page>
  );
}

function Cards({ show }: { show: (typeof VIEWS)[number] }) {
  const words = useWords<typeof en>("cortex").proposals;
  const rows = useList("cortex.proposals.list", queries[show]);
  if (rows.state === "loading") return <Skeleton rows={4} />;
  if (rows.state === "failed" && rows.problem) return <Problem problem={rows.problem} retry={rows.retry} />;
  const known = allOf(rows);
  if (known.length === 0)
    return (
      <Empty icon="spark" title={words.empty[show]}>
        {show === "open" && words.emptyHint}
      </Empty>
    );
  return (
    <Stack>
      {known.map((row) => (
        <ProposalCard key={row.id} row={row} />
      ))}
    </Stack>
  );
}

/** What LifeOS noticed, newest first. */
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { oneOf, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { DayText } from "#console/ui/Time.tsx";
import { dayOf } from "#console/words/format.ts";
import { useTold } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Insight = RowOf<"cortex.insights.list">;

const VIEWS = ["all", "helpful", "dismissed"] as const;
const parameters = { show: oneOf(...VIEWS) };

const queries = {
  all: {},
  helpful: { query: { feedback: "helpful" } },
  dismissed: { query: { feedback: "dismissed" } },
} as const;

export const load: PageModule["load"] = ({ url }) =>
  prefetchList("cortex.insights.list", queries[valuesOf(parameters, url.searchParams).show]);

export default function Insights() {
  const words = useWords<typeof en>("cortex").insights;
  const [{ show }, setUrl] = useUrl(parameters);
  const insights = useList("cortex.insights.list", queries[show]);
  const told = useTold();
  return (
    <Page title={words.title} lead={<p>{words.lead}</p>}>
      <Tabs
        label={words.show}
        tabs={VIEWS.map((id) => ({ id, label: words.views[id] }))}
        value={show}
        onChange={(next) => setUrl({ show: next })}
      >
        <List
          label={words.list}
          rows={insights}
          keyOf={({ id }) => id}
          item={(one) => itemOf(one, told(one))}
          empty={
            <Empty icon="spark" title={words.empty[show]}>
              {show === "all" && words.emptyHint}
            </Empty>
          }
        />
      </Tabs>
    </Page>
  );
}

const itemOf = ({ id, createdAt }: Insight, { title, body }: ReturnType<ReturnType<typeof useTold>>): Item => ({
  name: title,
  sub: <span dir="auto">{body}</span>,
  lead: <Glyph icon="spark" of="cortex" />,
  end: (
    <span className="quiet small">
      <DayText of={dayOf(createdAt)} />
    </span>
  ),
  to: `/cortex/insights/${id}`,
});

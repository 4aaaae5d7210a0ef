/** What goes together: the pairs that are looked for, the clearest first. */
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { ButtonLink } from "#console/ui/Button.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty, Tag } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import { correlationOf, firstUp, measureIn } from "./measures.ts";
import type en from "./words.en.ts";

export type Correlation = RowOf<"cortex.correlations.list">;

const clearest = { query: { sort: "q" } } as const;
/** From here on it is shown as worth watching, and never told. */
const WATCHED_Q = 0.2;

export const load: PageModule["load"] = () => prefetchList("cortex.correlations.list", clearest);

export default function Correlations() {
  const all = useWords<typeof en>("cortex");
  const words = all.correlations;
  const pairs = useList("cortex.correlations.list", clearest);
  return (
    <Page
      title={words.title}
      lead={<p>{words.lead}</p>}
      actions={<ButtonLink to="/cortex/correlation-pairs">{all.pairs.title}</ButtonLink>}
    >
      <List
        label={words.list}
        rows={pairs}
        keyOf={({ id }) => id}
        item={(one) => itemOf(one, all)}
        empty={
          <Empty
            icon="chart"
            title={words.empty}
            action={
              <ButtonLink kind="main" to="/identity/settings">
                {words.toSettings}
              </ButtonLink>
            }
          >
            {words.emptyHint}
          </Empty>
        }
      />
    </Page>
  );
}

function itemOf(one: Correlation, all: typeof en): Item {
  const { correlations: words } = all;
  const { untested, claimedAt, q, r, pairs } = one;
  return {
    name: firstUp(words.pair(measureIn(all, one.behaviour), measureIn(all, one.outcome))),
    sub: untested ? words.untested[untested] : words.days(pairs ?? 0),
    lead: <Glyph icon="chart" of="cortex" />,
    end: untested ? undefined : (
      <>
        <Tag>{claimedAt ? words.told : q !== null && q <= WATCHED_Q ? words.watched : words.unclear}</Tag>{" "}
        <span className="data num">{r === null ? "" : correlationOf(r)}</span>
      </>
    ),
    to: `/cortex/correlations/${one.id}`,
  };
}

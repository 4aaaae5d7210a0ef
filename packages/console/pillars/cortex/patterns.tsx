/** What comes again and again in a person's days, what holds most often first. */
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { ButtonLink } from "#console/ui/Button.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty, Tag } from "#console/ui/State.tsx";
import { DayText } from "#console/ui/Time.tsx";
import { dayOf, percent } from "#console/words/format.ts";
import { useSaid } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Pattern = RowOf<"cortex.patterns.list">;

const surest = { query: { sort: "-confidence" } } as const;

export const load: PageModule["load"] = () => prefetchList("cortex.patterns.list", surest);

export default function Patterns() {
  const words = useWords<typeof en>("cortex").patterns;
  const patterns = useList("cortex.patterns.list", surest);
  const item = useItem();
  return (
    <Page title={words.title} lead={<p>{words.lead}</p>}>
      <List
        label={words.list}
        rows={patterns}
        keyOf={({ id }) => id}
        item={item}
        empty={
          <Empty
            icon="repeat"
            title={words.empty}
            action={<ButtonLink to="/identity/settings">{words.toSettings}</ButtonLink>}
          >
            {words.emptyHint}
          </Empty>
        }
      />
    </Page>
  );
}

function useItem(): (one: Pattern) => Item {
  const words = useWords<typeof en>("cortex").patterns;
  const said = useSaid();
  return ({ description, descriptionCoded, support, occasions, confidence, lastSeenAt }) => ({
    name: said(description, descriptionCoded),
    sub: words.support(support, occasions),
    lead: <Glyph icon="repeat" of="cortex" />,
    end: (
      <>
        <Tag>{words.holds(percent(confidence))}</Tag>{" "}
        <span className="quiet small">
          {words.last} <DayText of={dayOf(lastSeenAt)} />
        </span>
      </>
    ),
  });
}

/** Drafts of mails, and what was sent. */
import { useNavigate } from "react-router";
import { change } from "#console/data/change.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { oneOf, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty, State } from "#console/ui/State.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { DayText } from "#console/ui/Time.tsx";
import { dayOf } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Draft = RowOf<"cortex.email-drafts.list">;

const VIEWS = ["draft", "sent", "discarded"] as const;
const parameters = { show: oneOf(...VIEWS) };
const queryOf = (status: (typeof VIEWS)[number]) => ({ query: { status } });

export const load: PageModule["load"] = ({ url }) =>
  prefetchList("cortex.email-drafts.list", queryOf(valuesOf(parameters, url.searchParams).show));

export default function EmailDrafts() {
  const words = useWords<typeof en>("cortex").drafts;
  const navigate = useNavigate();
  const [{ show }, setUrl] = useUrl(parameters);
  const rows = useList("cortex.email-drafts.list", queryOf(show));
  const begin = async () => {
    const { id } = await change("cortex.email-drafts.create", { body: {}, title: words.begin });
    void navigate(`/cortex/email-drafts/${id}`);
  };
  return (
    <Page
      title={words.title}
      lead={<p>{words.lead}</p>}
      actions={
        <Button kind="main" icon="plus" onClick={() => void begin().catch(() => {})}>
          {words.begin}
        </Button>
      }
    >
      <Tabs
        label={words.show}
        tabs={VIEWS.map((id) => ({ id, label: words.views[id] }))}
        value={show}
        onChange={(next) => setUrl({ show: next })}
      >
        <List
          label={words.list}
          rows={rows}
          keyOf={({ id }) => id}
          item={(row) => ({
            name: row.subject || words.noSubject,
            sub: <span dir="auto">{row.toAddresses.join(", ") || words.nobody}</span>,
            lead: <Glyph icon="mail" of="cortex" />,
            end: <Standing draft={row} />,
            to: `/cortex/email-drafts/${row.id}`,
          })}
          empty={
            <Empty icon="mail" title={words.empty[show]}>
              {show === "draft" && words.emptyHint}
            </Empty>
          }
        />
      </Tabs>
    </Page>
  );
}

function Standing({ draft: { mailStatus, sentAt, updatedAt } }: { draft: Draft }) {
  const words = useWords<typeof en>("cortex").drafts;
  if (mailStatus === "requested") return <State tone="live">{words.onItsWay}</State>;
  return (
    <span className="quiet small">
      <DayText of={dayOf(sentAt ?? updatedAt)} />
    </span>
  );
}

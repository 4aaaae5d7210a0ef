/** What was asked, and a line in which to ask. */
import "./chat.css";
import { useNavigate } from "react-router";
import { change } from "#console/data/change.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { oneOf, text, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Text } from "#console/ui/Field.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { DayText } from "#console/ui/Time.tsx";
import { useCommon } from "#console/words/common.ts";
import { dayOf } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { Say } from "./Say.tsx";
import type en from "./words.en.ts";

type Conversation = RowOf<"cortex.conversations.list">;

const VIEWS = ["now", "archived"] as const;
const parameters = { show: oneOf(...VIEWS), q: text() };

const queryOf = ({ show, q }: { show: (typeof VIEWS)[number]; q: string | undefined }) => ({
  query: { ...(show === "archived" && { archived: "true" as const }), ...(q?.trim() && { q: q.trim() }) },
});

export const load: PageModule["load"] = ({ url }) =>
  prefetchList("cortex.conversations.list", queryOf(valuesOf(parameters, url.searchParams)));

export default function Conversations() {
  const words = useWords<typeof en>("cortex").conversations;
  const go = useNavigate();
  const [url, setUrl] = useUrl(parameters);
  const rows = useList("cortex.conversations.list", queryOf(url));
  const begin = async (content: string) => {
    const { id } = await change("cortex.conversations.create", { body: {}, isQuiet: true });
    await change("cortex.messages.send", { path: { conversationId: id }, body: { content }, isQuiet: true });
    await go(`/cortex/conversations/${id}`);
  };
  const isSearching = Boolean(url.q?.trim());
  return (
    <Page title={words.title} lead={<p>{words.lead}</p>}>
      <Say label={words.ask} onSay={begin} />
      <Tabs
        label={words.show}
        tabs={VIEWS.map((id) => ({ id, label: words.views[id] }))}
        value={url.show}
        onChange={(show) => setUrl({ show })}
      >
        <Text
          type="search"
          label={words.search}
          unseenLabel
          placeholder={words.search}
          value={url.q ?? ""}
          maxLength={200}
          onChange={({ target }) => setUrl({ q: target.value || undefined })}
        />
        <List
          label={words.list}
          rows={rows}
          keyOf={({ id }) => id}
          item={useItem()}
          onDelete={(row) => void remove(row, words.unnamed)}
          empty={
            <Empty icon="spark" title={isSearching ? words.none : words.empty[url.show]}>
              {!isSearching && url.show === "now" && words.emptyHint}
            </Empty>
          }
        />
      </Tabs>
    </Page>
  );
}

const remove = (row: Conversation, unnamed: string) =>
  change("cortex.conversations.remove", {
    path: { conversationId: row.id },
    row,
    title: row.title ?? unnamed,
  }).catch(() => {});

const putAway = (row: Conversation, isArchived: boolean, unnamed: string) =>
  change("cortex.conversations.update", {
    path: { conversationId: row.id },
    body: { isArchived },
    row,
    title: row.title ?? unnamed,
  }).catch(() => {});

function useItem(): (row: Conversation) => Item {
  const words = useWords<typeof en>("cortex").conversations;
  const common = useCommon();
  return (row) => ({
    name: row.title ?? words.unnamed,
    lead: <Glyph icon="spark" of="cortex" />,
    end: (
      <span className="quiet small">
        <DayText of={dayOf(row.startedAt)} />
      </span>
    ),
    to: `/cortex/conversations/${row.id}`,
    menu: [
      {
        label: row.archivedAt ? words.unarchive : words.archive,
        icon: "folder",
        onSelect: () => void putAway(row, row.archivedAt === null, words.unnamed),
      },
      { label: common.delete, icon: "trash", onSelect: () => void remove(row, words.unnamed) },
    ],
  });
}

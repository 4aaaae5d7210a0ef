/** Pairs of contacts that may be one, with the reasons: each is merged, or said to be two. */
import { Link } from "react-router";
import { change } from "#console/data/change.ts";
import { prefetchList, useList } from "#console/data/list.ts";
import { notify } from "#console/data/notices.ts";
import { oneOf, text, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Select } from "#console/ui/Field.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty, Tag } from "#console/ui/State.tsx";
import { list, percent } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { type Duplicate, sayOne, sayTwo } from "./merging.ts";
import type en from "./words.en.ts";

const parameters = { show: oneOf("open", "dismissed"), importId: text() };

const queryOf = ({ show, importId }: { show: "open" | "dismissed"; importId: string | undefined }) => ({
  query: { status: show, ...(importId !== undefined && { importId }) },
});

export const load: PageModule["load"] = ({ url }) =>
  prefetchList("people.duplicates.list", queryOf(valuesOf(parameters, url.searchParams)));

export default function Duplicates() {
  const all = useWords<typeof en>("people");
  const words = all.duplicates;
  const [given, setUrl] = useUrl(parameters);
  const rows = useList("people.duplicates.list", queryOf(given));
  const item = (pair: Duplicate): Item => {
    const names = words.of(pair.contactName, pair.otherName);
    const isOpen = pair.status === "open";
    return {
      name: names,
      sub: list(pair.reasons.map((reason) => words.reasons[reason])),
      lead: <Glyph icon="people" of="people" />,
      end: <Tag>{words.likely(percent(pair.score))}</Tag>,
      to: `/people/contacts/${pair.contactId}/merge/${pair.otherId}`,
      menu: [
        isOpen
          ? { label: words.two, icon: "cross", onSelect: () => void sayTwo(pair, all).catch(() => {}) }
          : { label: words.again, icon: "undo", onSelect: () => void sayOne(pair).catch(() => {}) },
      ],
    };
  };
  return (
    <Page
      above={<Link to="/people/contacts">{all.contacts.title}</Link>}
      title={words.title}
      lead={words.lead}
      actions={
        <Button icon="search" onClick={() => void look(words)}>
          {words.look}
        </Button>
      }
    >
      <Select
        label={words.show}
        choices={(["open", "dismissed"] as const).map((value) => ({ value, label: words.shows[value] }))}
        value={given.show}
        onChange={({ target }) => setUrl({ show: target.value === "dismissed" ? "dismissed" : "open" })}
      />
      <List
        label={words.list}
        rows={rows}
        keyOf={({ id }) => id}
        item={item}
        lines={2}
        empty={
          given.show === "open" ? (
            <Empty icon="people" title={words.empty}>
              {words.emptyHint}
            </Empty>
          ) : (
            <Empty icon="people" title={words.noneDismissed} />
          )
        }
      />
      <p>
        <Link to="/people/contact-merges">{all.merges.title}</Link>
      </p>
    </Page>
  );
}

async function look(words: { title: string; looking: string }): Promise<void> {
  try {
    await change("people.duplicates.search", { title: words.title });
    notify({ kind: "info", text: words.looking });
  } catch {
    // Why it did not hold is told by the change.
  }
}

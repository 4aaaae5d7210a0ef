/** What was merged in the last days, each to be parted again. */
import { Link } from "react-router";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { notify } from "#console/data/notices.ts";
import { nameOf, useFieldNames } from "#console/frame/field-names.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty, Tag } from "#console/ui/State.tsx";
import { list, relative } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { part } from "./merging.ts";
import type en from "./words.en.ts";

type Merge = RowOf<"people.contact-merges.list">;

export const load: PageModule["load"] = () => prefetchList("people.contact-merges.list");

export default function Merges() {
  const all = useWords<typeof en>("people");
  const words = all.merges;
  const names = useFieldNames("people");
  const rows = useList("people.contact-merges.list");
  const undo = async (merge: Merge) => {
    const { undone, text } = await part(merge, all);
    const kept = undone.keptFields.map((field) => nameOf(field, names) ?? field);
    notify({ kind: "done", text: kept.length > 0 ? `${text}. ${words.kept(list(kept))}` : text });
  };
  const item = (merge: Merge): Item => ({
    name: words.of(merge.otherName),
    sub: `${relative(merge.createdAt)} · ${words.moved(merge.movedCount)}`,
    lead: <Glyph icon="people" of="people" />,
    end: merge.undoneAt !== null && <Tag>{words.undone}</Tag>,
    to: `/people/contacts/${merge.intoId}`,
    menu:
      merge.undoneAt === null
        ? [{ label: words.undo, icon: "undo", onSelect: () => void undo(merge).catch(() => {}) }]
        : undefined,
  });
  return (
    <Page above={<Link to="/people/duplicates">{all.duplicates.title}</Link>} title={words.title} lead={words.lead}>
      <List
        label={words.list}
        rows={rows}
        keyOf={({ id }) => id}
        item={item}
        lines={2}
        empty={<Empty icon="people" title={words.empty} />}
      />
    </Page>
  );
}

/** What was merged into an entity in the last days, each to be parted again; nothing where nothing was. */
import { arranged } from "#console/data/arranged.ts";
import { useList } from "#console/data/list.ts";
import { notify } from "#console/data/notices.ts";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Section } from "#console/ui/Page.tsx";
import { list, relative } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { type Merge, part } from "./entity-merging.ts";
import type en from "./words.en.ts";

export default function MergedInto({ entityId }: { entityId: string }) {
  const { merging: words, entities } = useWords<typeof en>("knowledge");
  const all = useList("knowledge.entity-merges.list", { query: { intoId: entityId } });
  const rows = arranged(all, (merges) => merges.filter(({ undoneAt }) => undoneAt === null));
  if (rows.state !== "ready") return null;
  const names: Record<string, string> = { name: entities.name, kind: entities.kind, attributes: words.attributes };
  const undo = async (merge: Merge) => {
    const { keptFields } = await part(merge);
    const text = words.parted(merge.otherName);
    const kept = list(keptFields.map((field) => names[field] ?? field));
    notify({ kind: "done", text: keptFields.length > 0 ? `${text}. ${words.kept(kept)}` : text });
  };
  const item = (merge: Merge): Item => ({
    name: merge.otherName,
    title: <span dir="auto">{merge.otherName}</span>,
    sub: `${relative(merge.createdAt)} · ${words.moved(merge.movedCount)}`,
    lead: <Glyph icon="layers" of="knowledge" />,
    menu: [{ label: words.undo, icon: "undo", onSelect: () => void undo(merge).catch(() => {}) }],
  });
  return (
    <Section title={words.before}>
      <List label={words.before} rows={rows} keyOf={({ id }) => id} item={item} lines={2} empty={null} />
    </Section>
  );
}

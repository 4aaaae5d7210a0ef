/** The tags of a person with how often each is used: renamed everywhere at once, and merged by giving one the name of another. */
import rename from "contract:knowledge.tags.rename";
import { useState } from "react";
import { Link } from "react-router";
import { change } from "#console/data/change.ts";
import { type Answer, call } from "#console/data/client.ts";
import { beginListsAnew } from "#console/data/list.ts";
import { queries } from "#console/data/queries.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Text } from "#console/ui/Field.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import type { MenuItem } from "#console/ui/Menu.tsx";
import { Page } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty } from "#console/ui/State.tsx";
import { useWords, type Words } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Tag = Answer<"knowledge.tags.list">["data"][number];
type TagWords = Words<typeof en>["tagging"];

/** As many as the API lists. */
const MOST = 1_000;
const queryOf = (typed: string) => ({ query: { limit: MOST, ...(typed.trim() !== "" && { q: typed.trim() }) } });

export const load: PageModule["load"] = () => prefetch("knowledge.tags.list", queryOf(""));

export default function Tags() {
  const words = useWords<typeof en>("knowledge").tagging;
  const [typed, setTyped] = useState("");
  const [renamed, setRenamed] = useState<Tag>();
  const read = useRead("knowledge.tags.list", queryOf(typed));
  // What was found stays until something else is, so that nothing jumps while somebody types.
  const [found, setFound] = useState(read.data);
  if (read.data && read.data !== found) setFound(read.data);
  const item = (tag: Tag): Item => ({
    name: tag.tag,
    title: <span dir="auto">{tag.tag}</span>,
    lead: <Glyph icon="tag" of="knowledge" />,
    end: <span className="data">{words.uses(tag)}</span>,
    to: placesOf(tag, words)[0]?.to,
    onOpen: tag.documents + tag.files === 0 ? () => setRenamed(tag) : undefined,
    menu: [{ label: words.rename, icon: "pencil", onSelect: () => setRenamed(tag) }, ...placesOf(tag, words)],
  });
  return (
    <Page
      above={<Link to="/knowledge/documents">{words.documents}</Link>}
      title={words.title}
      lead={words.lead}
      state={found ? "ready" : read.problem ? "failed" : "loading"}
      problem={read.problem}
      retry={read.retry}
    >
      <Text
        type="search"
        label={words.find}
        maxLength={100}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <List
        label={words.list}
        rows={rowsOf(found?.data ?? [], typed)}
        keyOf={({ tag }) => tag}
        item={item}
        empty={
          typed.trim() === "" ? (
            <Empty icon="tag" title={words.empty}>
              {words.emptyHint}
            </Empty>
          ) : (
            <Empty icon="tag" title={words.notFound} />
          )
        }
      />
      {found && found.data.length === MOST && <p className="quiet">{words.more}</p>}
      {renamed && <Rename tag={renamed} onClose={() => setRenamed(undefined)} />}
    </Page>
  );
}

/** Where the rows are listed that have a tag. */
function placesOf({ tag, documents, files }: Tag, words: TagWords): (MenuItem & { to: string })[] {
  const at = (page: string) => `/knowledge/${page}?tag=${encodeURIComponent(tag)}`;
  return [
    ...(documents > 0 ? [{ label: words.inDocuments, icon: "book" as const, to: at("documents") }] : []),
    ...(files > 0 ? [{ label: words.inFiles, icon: "file" as const, to: at("files") }] : []),
  ];
}

function Rename({ tag, onClose }: { tag: Tag; onClose: () => void }) {
  const words = useWords<typeof en>("knowledge").tagging;
  return (
    <FormSheet
      title={words.renaming(tag.tag)}
      form={rename}
      row={rowOf(tag)}
      label={words.rename}
      why={(form) => !form.isDirty && words.unchanged}
      fields={(form) => <Text label={words.name} help={words.nameHelp} {...form.input("to")} />}
      save={async ({ to = "" }) => {
        const wanted = String(to).trim();
        const isInUse = await isUsed(wanted);
        await renameAll(tag.tag, wanted, {
          // Where both stood, one is left, which no other name parts again.
          ...(!isInUse && { undo: () => renameAll(wanted, tag.tag, { isQuiet: true }) }),
          undoText: words.renamed(tag.tag, wanted),
        });
      }}
      onClose={onClose}
    />
  );
}

const rowOf = ({ tag }: Tag) => ({ id: tag, from: tag, to: tag });

async function isUsed(wanted: string): Promise<boolean> {
  if (wanted === "") return false;
  const { data } = await call("knowledge.tags.list", queryOf(wanted));
  return data.some(({ tag }) => tag === wanted);
}

/** A person with more rows of a tag than these requests rename is told so by the list, which has the tag still. */
const MOST_REQUESTS = 100;

async function renameAll(
  from: string,
  to: string,
  how: { undo?: () => Promise<unknown>; undoText?: string; isQuiet?: boolean },
): Promise<void> {
  for (let request = 0; request < MOST_REQUESTS; request++) {
    const { hasMore } = await change("knowledge.tags.rename", {
      body: { from, to },
      title: from,
      isQuiet: true,
      ...(request === 0 && how),
    });
    if (!hasMore) break;
  }
  await Promise.all([
    queries.invalidateQueries({ queryKey: ["knowledge.tags.list"] }),
    ...["knowledge.documents", "knowledge.files", "knowledge.journal-entries"].map((one) => beginListsAnew(one)),
  ]);
}

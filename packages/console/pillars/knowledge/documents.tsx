/** What a person has written, and what was made readable of their files and mail. */
import create from "contract:knowledge.documents.create";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { change } from "#console/data/change.ts";
import type { Params } from "#console/data/client.ts";
import { useForm } from "#console/data/form.ts";
import { prefetchList, useList } from "#console/data/list.ts";
import { flag, text, useUrl, valuesOf } from "#console/data/url.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Text } from "#console/ui/Field.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty, State, Tag } from "#console/ui/State.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useWords } from "#console/words/words.ts";
import type { Document } from "./rows.ts";
import type en from "./words.en.ts";

const parameters = { tag: text(), add: flag() };

const queryOf = ({ tag }: { tag?: string }, typed = ""): Params<"knowledge.documents.list"> => ({
  query: {
    sort: "-updatedAt",
    ...(tag && { tags: tag }),
    ...(typed.trim() !== "" && { titled: typed.trim() }),
  },
});

export const load: PageModule["load"] = ({ url }) =>
  prefetchList("knowledge.documents.list", queryOf(valuesOf(parameters, url.searchParams)));

export default function Documents() {
  const words = useWords<typeof en>("knowledge").documents;
  const [{ tag, add }, setUrl] = useUrl(parameters);
  const [typed, setTyped] = useState("");
  const rows = useList("knowledge.documents.list", queryOf({ tag }, typed));
  const addButton = (
    <Button kind="main" icon="pencil" onClick={() => setUrl({ add: true })}>
      {words.add}
    </Button>
  );
  return (
    <Page
      title={tag ? words.tagged(tag) : words.title}
      above={tag && <Link to="/knowledge/documents">{words.allTags}</Link>}
      lead={
        <>
          {words.lead} <Link to="/knowledge/tags">{words.tags}</Link>{" "}
          <Link to="/knowledge/deleted-documents">{words.deleted}</Link>
        </>
      }
      actions={addButton}
    >
      <Text
        type="search"
        label={words.find}
        maxLength={200}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <List
        label={words.list}
        rows={rows}
        keyOf={({ id }) => id}
        item={useItem()}
        onDelete={(document) => void remove(document)}
        empty={
          tag || typed.trim() ? (
            <Empty icon="book" title={words.notFound} />
          ) : (
            <Empty icon="book" title={words.none} action={addButton}>
              {words.noneHint}
            </Empty>
          )
        }
        lines={2}
      />
      <Sheet open={add} onClose={() => setUrl({ add: false })} title={words.addTitle}>
        {add && <Begin />}
      </Sheet>
    </Page>
  );
}

const SHOWN_TAGS = 2;

function useItem(): (document: Document) => Item {
  const words = useWords<typeof en>("knowledge").documents;
  return (document) => ({
    name: document.title,
    to: `/knowledge/documents/${document.id}`,
    lead: <Glyph icon="book" of="knowledge" />,
    sub: <Time at={document.updatedAt} />,
    end:
      document.status === "ready" ? (
        document.tags.slice(0, SHOWN_TAGS).map((tag) => (
          <Tag key={tag} icon="tag">
            <span dir="auto">{tag}</span>
          </Tag>
        ))
      ) : (
        <State tone={document.status === "failed" ? "bad" : "warn"}>{words.statuses[document.status]}</State>
      ),
    menu: [
      { label: words.remove, icon: "trash", danger: true, keys: "Shift+Delete", onSelect: () => void remove(document) },
    ],
  });
}

/** A title is enough to begin with: the page of the document is where one writes. */
function Begin() {
  const words = useWords<typeof en>("knowledge").documents;
  const go = useNavigate();
  const form = useForm(create);
  const save = form.submit(async ({ title = "" }) => {
    const body = { title: String(title) };
    const made = await change("knowledge.documents.create", { body, title: body.title, isQuiet: true });
    await go(`/knowledge/documents/${made.id}?edit=yes`);
  });
  return (
    <FormBody form={form} onSubmit={save} label={words.begin}>
      <Text label={words.name} {...form.input("title")} />
    </FormBody>
  );
}

export const remove = (document: Pick<Document, "id" | "title" | "version">) =>
  change("knowledge.documents.remove", { path: { documentId: document.id }, row: document, title: document.title });

/** Where a document is written, and what its person says of it. What is typed is kept while they type, under the version that they read. */
import update from "contract:knowledge.documents.update";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { allOf } from "#console/data/arranged.ts";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { type Form, useForm } from "#console/data/form.ts";
import { useList } from "#console/data/list.ts";
import { useSession } from "#console/data/session.ts";
import { oneOf, useUrl } from "#console/data/url.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import { Multibox } from "#console/ui/Combobox.tsx";
import { Select, Text, TextArea } from "#console/ui/Field.tsx";
import { Markdown } from "#console/ui/Markdown.tsx";
import { Row, Section, Stack } from "#console/ui/Page.tsx";
import { Problem, Tag } from "#console/ui/State.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Document = Answer<"knowledge.documents.get">;

const save = (document: Document) => (body: Record<string, unknown>, row: object) =>
  change("knowledge.documents.update", {
    path: { documentId: document.id },
    body,
    row,
    title: document.title,
    isQuiet: true,
  });

/** After so long without a key, what was typed is saved. */
const PAUSE_MS = 1_500;
const parameters = { show: oneOf("write", "look") };

export function DocumentEditor({ document }: { document: Document }) {
  const words = useWords<typeof en>("knowledge");
  const [{ show }, setUrl] = useUrl(parameters);
  const form = useForm(update, { values: document, draft: `${document.id} text` });
  const text = form.input("contentMarkdown");
  const send = form.submit(save(document));
  const element = useRef<HTMLFormElement>(null);
  const isWaiting = form.isDirty && !form.isPending && !form.problem;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each key begins the pause anew
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => element.current?.requestSubmit(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isWaiting, text.value]);
  return (
    <form ref={element} onSubmit={send}>
      <Stack>
        <Tabs
          label={words.document.views}
          tabs={[
            { id: "write", label: words.document.write },
            { id: "look", label: words.document.look },
          ]}
          value={show}
          onChange={(next) => setUrl({ show: next })}
        >
          {show === "write" ? (
            <TextArea label={words.document.text} help={words.document.markdown} rows={18} {...text} />
          ) : (
            <Markdown text={text.value} />
          )}
        </Tabs>
        {form.problem && <Problem problem={form.problem} />}
        <p className="quiet small" role="status">
          {form.isPending ? words.document.saving : form.isDirty ? words.document.unsaved : words.document.saved}
        </p>
      </Stack>
    </form>
  );
}

/** Its title, its tags, and with whom it is shared. */
export function DocumentAbout({ document }: { document: Document }) {
  const words = useWords<typeof en>("knowledge");
  const { me } = useSession();
  const form = useForm(update, { values: document, draft: document.id });
  const tags = form.value<string[]>("tags");
  const optionOf = (tag: string) => ({ value: tag, label: tag });
  return (
    <Section title={words.document.about}>
      <FormBody form={form} onSubmit={form.submit(save(document))} why={!form.isDirty && words.file.unchanged}>
        <Text label={words.documents.name} {...form.input("title")} />
        <Multibox
          label={words.file.tags}
          help={words.file.tagsHelp}
          error={tags.error}
          values={(tags.value ?? []).map(optionOf)}
          onChange={(options) => tags.onChange(options.map(({ value }) => value))}
          onCreate={(typed) => tags.onChange([...new Set([...(tags.value ?? []), typed])])}
          search={() => []}
        />
        {me?.id === document.userId && <Household field={form.input("householdId")} />}
      </FormBody>
      {document.tags.length > 0 && (
        <Row>
          {document.tags.map((tag) => (
            <Link key={tag} to={`/knowledge/documents?tag=${encodeURIComponent(tag)}`}>
              <Tag icon="tag">
                <span dir="auto">{tag}</span>
              </Tag>
            </Link>
          ))}
        </Row>
      )}
    </Section>
  );
}

/** Who else reads it, and writes in it. */
function Household({ field }: { field: ReturnType<Form["input"]> }) {
  const words = useWords<typeof en>("knowledge").file;
  const all = allOf(useList("identity.households.list"));
  const choices = [{ value: "", label: words.nobody }, ...all.map(({ id, name }) => ({ value: id, label: name }))];
  return <Select label={words.shared} choices={choices} {...field} />;
}

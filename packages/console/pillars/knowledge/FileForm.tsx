/** What its person says of a file. */
import update from "contract:knowledge.files.update";
import { Link } from "react-router";
import { allOf } from "#console/data/arranged.ts";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { type Form, useForm } from "#console/data/form.ts";
import { useList } from "#console/data/list.ts";
import { queries } from "#console/data/queries.ts";
import { useSession } from "#console/data/session.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import { Multibox } from "#console/ui/Combobox.tsx";
import { Select, Text, TextArea } from "#console/ui/Field.tsx";
import { Row, Section } from "#console/ui/Page.tsx";
import { Tag } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import { FolderField } from "./MoveFile.tsx";
import type en from "./words.en.ts";

type File = Answer<"knowledge.files.get">;

export function FileForm({ file }: { file: File }) {
  const words = useWords<typeof en>("knowledge").file;
  const { me } = useSession();
  const form = useForm(update, { values: file, draft: file.id });
  const folder = form.value<string>("folderPath");
  const tags = form.value<string[]>("tags");
  const save = form.submit(async (body, row) => {
    await change("knowledge.files.update", {
      path: { fileId: file.id },
      body,
      row,
      title: file.fileName,
      isQuiet: true,
    });
    await queries.invalidateQueries({ queryKey: ["knowledge.folders.list"] });
  });
  const optionOf = (tag: string) => ({ value: tag, label: tag });
  return (
    <Section title={words.edit}>
      <FormBody form={form} onSubmit={save} why={!form.isDirty && words.unchanged}>
        <Text label={words.name} {...form.input("fileName")} />
        <FolderField value={folder.value ?? "/"} error={folder.error} onChange={folder.onChange} />
        <Multibox
          label={words.tags}
          help={words.tagsHelp}
          error={tags.error}
          values={(tags.value ?? []).map(optionOf)}
          onChange={(options) => tags.onChange(options.map(({ value }) => value))}
          onCreate={(typed) => tags.onChange([...new Set([...(tags.value ?? []), typed])])}
          search={() => []}
        />
        <TextArea label={words.description} {...form.input("description")} />
        {me?.id === file.userId && <Dependent field={form.input("dependentId")} />}
        {me?.id === file.userId && <Household field={form.input("householdId")} />}
      </FormBody>
      {file.tags.length > 0 && (
        <Row>
          {file.tags.map((tag) => (
            <Link key={tag} to={`/knowledge/files?tag=${encodeURIComponent(tag)}`}>
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

/** Whom it is about, of those who are looked after; nothing where there is nobody. */
function Dependent({ field }: { field: ReturnType<Form["input"]> }) {
  const words = useWords<typeof en>("knowledge").file;
  const all = allOf(useList("identity.dependents.list"));
  if (all.length === 0) return null;
  const choices = [{ value: "", label: words.ofNobody }, ...all.map(({ id, name }) => ({ value: id, label: name }))];
  return <Select label={words.aboutWhom} choices={choices} {...field} />;
}

/** Who else sees it, and may change what is said of it. */
function Household({ field }: { field: ReturnType<Form["input"]> }) {
  const words = useWords<typeof en>("knowledge").file;
  const all = allOf(useList("identity.households.list"));
  const choices = [{ value: "", label: words.nobody }, ...all.map(({ id, name }) => ({ value: id, label: name }))];
  return <Select label={words.shared} help={words.sharedHelp} choices={choices} {...field} />;
}

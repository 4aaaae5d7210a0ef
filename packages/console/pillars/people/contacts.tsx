/** Everybody whom the person knows, by name; found by a whole mail address or number. */
import create from "contract:people.contacts.create";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { change } from "#console/data/change.ts";
import { useForm } from "#console/data/form.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { flag, useUrl } from "#console/data/url.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Select, Text } from "#console/ui/Field.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty, Tag } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import { ExportSheet } from "./ExportSheet.tsx";
import { typesOf } from "./types.ts";
import type en from "./words.en.ts";

type Contact = RowOf<"people.contacts.list">;

const ALL = { query: { sort: "name" as const } };
const parameters = { add: flag(), export: flag() };

/** What is typed is looked for as an address with its domain, or a number of six digits, where it is one, else in names. */
function queryOf(typed: string) {
  const text = typed.trim();
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return { query: { ...ALL.query, email: text } };
  if (text.replace(/\D/g, "").length >= 6) return { query: { ...ALL.query, phone: text } };
  return text === "" ? ALL : { query: { ...ALL.query, q: text } };
}

export const load: PageModule["load"] = () => prefetchList("people.contacts.list", ALL);

export default function Contacts() {
  const words = useWords<typeof en>("people");
  const [{ add, export: exports }, setUrl] = useUrl(parameters);
  const [typed, setTyped] = useState("");
  const query = queryOf(typed);
  const rows = useList("people.contacts.list", query);
  const addButton = (
    <Button icon="plus" onClick={() => setUrl({ add: true })}>
      {words.contacts.add}
    </Button>
  );
  const actions = (
    <>
      <Button icon="download" onClick={() => setUrl({ export: true })}>
        {words.exporting.open}
      </Button>
      {addButton}
    </>
  );
  const item = ({ id, name, contactType }: Contact): Item => ({
    name,
    lead: <Glyph icon="person" of="people" />,
    end: contactType !== "other" && <Tag>{words.contact.types[contactType]}</Tag>,
    to: `/people/contacts/${id}`,
  });
  return (
    <Page title={words.contacts.title} lead={words.contacts.lead} actions={actions}>
      <p>
        <Link to="/people/duplicates">{words.duplicates.title}</Link>
      </p>
      <Text
        type="search"
        label={words.contacts.find}
        help={words.contacts.findHelp}
        maxLength={320}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <List
        label={words.contacts.list}
        rows={rows}
        keyOf={({ id }) => id}
        item={item}
        onDelete={forget}
        empty={
          query === ALL ? (
            <Empty icon="people" title={words.contacts.empty} action={addButton}>
              {words.contacts.emptyHint}
            </Empty>
          ) : (
            <Empty icon="people" title={words.contacts.notFound} />
          )
        }
      />
      <Sheet open={add} onClose={() => setUrl({ add: false })} title={words.contacts.add}>
        {add && <Create />}
      </Sheet>
      {exports && <ExportSheet onClose={() => setUrl({ export: false })} />}
    </Page>
  );
}

const forget = (contact: Contact) =>
  change("people.contacts.remove", { path: { contactId: contact.id }, row: contact, title: contact.name });

function Create() {
  const words = useWords<typeof en>("people").contact;
  const common = useCommon();
  const go = useNavigate();
  const form = useForm(create);
  const save = form.submit(async (body) => {
    const { name = "", ...rest } = body as { name?: string };
    const made = await change("people.contacts.create", { body: { name, ...rest }, title: name, isQuiet: true });
    await go(`/people/contacts/${made.id}`);
  });
  return (
    <FormBody form={form} onSubmit={save} label={common.add}>
      <Text label={words.name} {...form.input("name")} />
      <Select label={words.type} choices={typesOf(words.types)} {...form.input("contactType")} />
    </FormBody>
  );
}

/** Who is what to a contact, said in either place and read from both. */
import { useState } from "react";
import { Link } from "react-router";
import { change } from "#console/data/change.ts";
import { type Answer, call } from "#console/data/client.ts";
import { useRead } from "#console/data/read.ts";
import { IconButton } from "#console/ui/Button.tsx";
import { Combobox } from "#console/ui/Combobox.tsx";
import { Select } from "#console/ui/Field.tsx";
import { Section } from "#console/ui/Page.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Relation = Answer<"people.relations.list">["data"][number];
type Kind = Relation["kind"];

const KINDS: readonly Kind[] = [
  "friend",
  "partner",
  "spouse",
  "parent",
  "child",
  "sibling",
  "grandparent",
  "grandchild",
  "relative",
  "colleague",
  "manager",
  "report",
  "mentor",
  "mentee",
  "neighbour",
  "acquaintance",
  "former_partner",
  "other",
];

export function Relations({ contact }: { contact: { id: string; name: string } }) {
  const words = useWords<typeof en>("people").relations;
  const common = useCommon();
  const path = { contactId: contact.id };
  const { data, retry } = useRead("people.relations.list", { path });
  const [kind, setKind] = useState<Kind>("friend");
  const rows = data?.data ?? [];
  const add = (relatedId: string) =>
    change("people.relations.create", { path, body: { relatedId, kind }, title: contact.name }).then(retry);
  const drop = (row: Relation) =>
    change("people.relations.remove", { path: { ...path, relationId: row.id }, row, title: row.name }).then(retry);
  return (
    <Section title={words.title}>
      {rows.length > 0 && (
        <ul className="people-dates">
          {rows.map((row) => (
            <li key={row.id}>
              <span>
                <Link to={`/people/contacts/${row.relatedId}`} dir="auto">
                  {row.name}
                </Link>
                <span
                  className="quiet"
                  dir="auto"
                >{` · ${[words.kinds[row.kind], row.label].filter(Boolean).join(", ")}`}</span>
              </span>
              <IconButton icon="cross" label={common.remove(row.name)} onClick={() => void drop(row).catch(() => {})} />
            </li>
          ))}
        </ul>
      )}
      {data && rows.length === 0 && <p className="quiet">{words.none}</p>}
      <div className="fields-row">
        <Select
          label={words.kind}
          value={kind}
          choices={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
          onChange={({ target }) => setKind(target.value as Kind)}
        />
        <Combobox
          label={words.who}
          placeholder={words.whoHint}
          search={(typed) => contactsNamed(typed, contact.id)}
          value={null}
          onChange={(option) => option && void add(option.value).catch(() => {})}
        />
      </div>
    </Section>
  );
}

async function contactsNamed(typed: string, except: string) {
  const q = typed.trim();
  const { data } = await call("people.contacts.list", { query: { limit: 20, sort: "name", ...(q && { q }) } });
  return data.filter(({ id }) => id !== except).map(({ id, name }) => ({ value: id, label: name }));
}

/** Voices in which questions are answered, and what each may read. */
import create from "contract:identity.personas.create";
import update from "contract:identity.personas.update";
import { useState } from "react";
import { change } from "#console/data/change.ts";
import type { Form } from "#console/data/form.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { flag, useUrl } from "#console/data/url.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Text, TextArea } from "#console/ui/Field.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { Switch } from "#console/ui/Switch.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import { SettingsNav } from "./SettingsNav.tsx";
import type en from "./words.en.ts";

type Persona = RowOf<"identity.personas.list">;

const BY_NAME = { query: { sort: "name" as const } };
const parameters = { add: flag() };

export const load: PageModule["load"] = () => prefetchList("identity.personas.list", BY_NAME);

export default function Personas() {
  const words = useWords<typeof en>("identity").personas;
  const [{ add }, setUrl] = useUrl(parameters);
  const [open, setOpen] = useState<Persona>();
  const rows = useList("identity.personas.list", BY_NAME);
  const addButton = (
    <Button icon="plus" onClick={() => setUrl({ add: true })}>
      {words.add}
    </Button>
  );
  return (
    <Page title={words.title} lead={words.lead} actions={addButton}>
      <SettingsNav />
      <List
        label={words.title}
        rows={rows}
        keyOf={({ id }) => id}
        item={useItem(setOpen)}
        onDelete={(row) => void remove(row)}
        openId={open?.id}
        empty={
          <Empty icon="person" title={words.empty} action={addButton}>
            {words.emptyHint}
          </Empty>
        }
      />
      {add && (
        <FormSheet
          title={words.add}
          form={create}
          fields={(form) => <Fields form={form} />}
          save={({ name, ...body }) =>
            change("identity.personas.create", {
              body: { name: String(name ?? ""), ...body },
              title: String(name ?? ""),
              isQuiet: true,
            })
          }
          onClose={() => setUrl({ add: false })}
        />
      )}
      {open && (
        <FormSheet
          title={open.name}
          form={update}
          row={open}
          fields={(form) => <Fields form={form} />}
          save={(body, row) =>
            change("identity.personas.update", {
              path: { personaId: open.id },
              body,
              row,
              title: open.name,
              isQuiet: true,
            })
          }
          onClose={() => setOpen(undefined)}
        />
      )}
    </Page>
  );
}

function Fields({ form }: { form: Form }) {
  const words = useWords<typeof en>("identity").personas;
  return (
    <>
      <Text label={words.name} autoFocus {...form.input("name")} />
      <Text label={words.description} {...form.input("description")} />
      <TextArea label={words.instructions} help={words.instructionsHelp} {...form.input("instructions")} />
      <Pillars form={form} />
      <Flag form={form} />
    </>
  );
}

function Flag({ form }: { form: Form }) {
  const words = useWords<typeof en>("identity").personas;
  const { value, onChange } = form.value<boolean>("isDefault");
  return <Switch label={words.isDefault} checked={value === true} onChange={onChange} />;
}

/** Null is everything that is permitted; once it is narrowed, nothing but what is chosen. */
function Pillars({ form }: { form: Form }) {
  const words = useWords<typeof en>("identity").personas;
  const { value, onChange } = form.value<readonly string[]>("pillars");
  const all = Object.keys(words.names) as (keyof typeof words.names)[];
  return (
    <fieldset>
      <legend>{words.pillars}</legend>
      <Switch label={words.isNarrow} checked={value != null} onChange={(next) => onChange(next ? all : null)} />
      {value != null &&
        all.map((pillar) => (
          <Switch
            key={pillar}
            label={words.names[pillar]}
            checked={value.includes(pillar)}
            onChange={(next) => onChange(all.filter((one) => (one === pillar ? next : value.includes(one))))}
          />
        ))}
    </fieldset>
  );
}

const remove = (row: Persona) =>
  change("identity.personas.remove", { path: { personaId: row.id }, row, title: row.name }).catch(() => {});

function useItem(open: (row: Persona) => void): (row: Persona) => Item {
  const words = useWords<typeof en>("identity").personas;
  const common = useCommon();
  const said = (pillars: Persona["pillars"]) =>
    pillars &&
    (pillars.length === 0
      ? words.readsNothing
      : words.reads(pillars.map((one) => words.names[one as keyof typeof words.names]).join(", ")));
  return (row) => ({
    name: row.name,
    lead: <Glyph icon="person" of="system" />,
    sub: said(row.pillars) ?? row.description,
    onOpen: () => open(row),
    menu: [
      { label: words.change, icon: "pencil", onSelect: () => open(row) },
      { label: common.delete, icon: "trash", onSelect: () => void remove(row) },
    ],
  });
}

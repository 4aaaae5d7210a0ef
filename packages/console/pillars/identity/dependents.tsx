/** Whom somebody looks after: children, parents, animals. */
import create from "contract:identity.dependents.create";
import update from "contract:identity.dependents.update";
import { useState } from "react";
import { change } from "#console/data/change.ts";
import type { Form } from "#console/data/form.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { flag, useUrl } from "#console/data/url.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Text } from "#console/ui/Field.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { DayText } from "#console/ui/Time.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import { SettingsNav } from "./SettingsNav.tsx";
import type en from "./words.en.ts";

type Dependent = RowOf<"identity.dependents.list">;

const BY_NAME = { query: { sort: "name" as const } };
const parameters = { add: flag() };

export const load: PageModule["load"] = () => prefetchList("identity.dependents.list", BY_NAME);

export default function Dependents() {
  const words = useWords<typeof en>("identity").dependents;
  const [{ add }, setUrl] = useUrl(parameters);
  const [open, setOpen] = useState<Dependent>();
  const rows = useList("identity.dependents.list", BY_NAME);
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
            change("identity.dependents.create", {
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
            change("identity.dependents.update", {
              path: { dependentId: open.id },
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
  const words = useWords<typeof en>("identity").dependents;
  return (
    <>
      <Text label={words.name} autoFocus {...form.input("name")} />
      <DateField label={words.birthDate} help={words.birthDateHelp} {...form.value<string>("birthDate")} />
    </>
  );
}

function useItem(open: (row: Dependent) => void): (row: Dependent) => Item {
  const words = useWords<typeof en>("identity").dependents;
  const common = useCommon();
  return (row) => ({
    name: row.name,
    lead: <Glyph icon="person" of="system" />,
    sub: row.birthDate && (
      <>
        {words.born} <DayText of={row.birthDate} form="long" />
      </>
    ),
    onOpen: () => open(row),
    menu: [
      { label: words.change, icon: "pencil", onSelect: () => open(row) },
      {
        label: common.delete,
        icon: "trash",
        danger: true,
        keys: "Shift+Delete",
        onSelect: () => void remove(row),
      },
    ],
  });
}

/** What went wrong, a notice says. */
const remove = (row: Dependent) =>
  change("identity.dependents.remove", { path: { dependentId: row.id }, row, title: row.name }).catch(() => {});

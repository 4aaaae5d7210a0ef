/** What money is for: categories in groups, in the person's order. */
import create from "contract:finance.budget-categories.create";
import update from "contract:finance.budget-categories.update";
import { useState } from "react";
import { isWhole } from "#console/data/arranged.ts";
import { change } from "#console/data/change.ts";
import type { Form } from "#console/data/form.ts";
import { prefetchList, useList } from "#console/data/list.ts";
import { byOrder, lastPlace } from "#console/data/ordered.ts";
import { flag, useUrl } from "#console/data/url.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Select, Text } from "#console/ui/Field.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page, Section } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty, Tag } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import { grouped, moved } from "./order.ts";
import { CATEGORIES, type Category, useAll } from "./rows.ts";
import type en from "./words.en.ts";

const KINDS = ["expense", "income", "transfer"] as const;
const parameters = { add: flag() };

export const load: PageModule["load"] = () => prefetchList("finance.budget-categories.list", CATEGORIES);

export default function Categories() {
  const words = useWords<typeof en>("finance").categories;
  const [{ add }, setUrl] = useUrl(parameters);
  const rows = useList("finance.budget-categories.list", CATEGORIES);
  const all = useAll(rows).toSorted(byOrder);
  const [edited, setEdited] = useState<Category>();
  const item = useItem(setEdited);
  const groups = grouped(all);
  const addButton = (
    <Button icon="plus" kind={rows.state === "empty" ? "main" : "plain"} onClick={() => setUrl({ add: true })}>
      {words.add}
    </Button>
  );
  return (
    <Page title={words.title} lead={words.lead} actions={addButton}>
      {rows.state === "ready" ? (
        groups.map(({ name, categories }) => (
          <Section key={name ?? ""} title={name === null ? words.noGroup : <span dir="auto">{name}</span>}>
            <List
              label={name ?? words.noGroup}
              rows={rowsOf(categories, name ?? "")}
              keyOf={({ id }) => id}
              item={item}
              empty={null}
              onMove={isWhole(rows) ? (row, by) => void move(all, categories, row, by) : undefined}
              onDelete={(row) => void remove(row)}
            />
          </Section>
        ))
      ) : (
        <List
          label={words.title}
          rows={rows}
          keyOf={({ id }) => id}
          item={item}
          empty={
            <Empty icon="tag" title={words.empty} action={addButton}>
              {words.emptyHint}
            </Empty>
          }
        />
      )}
      {add && <Add all={all} onClose={() => setUrl({ add: false })} />}
      {edited && <Edit category={edited} all={all} onClose={() => setEdited(undefined)} />}
    </Page>
  );
}

function useItem(edit: (category: Category) => void): (category: Category) => Item {
  const words = useWords<typeof en>("finance").categories;
  return (category) => ({
    name: category.name,
    to: `/finance/transactions?category=${category.id}`,
    end: category.kind !== "expense" && <Tag>{words.kinds[category.kind]}</Tag>,
    menu: [
      { label: words.change, icon: "pencil", onSelect: () => edit(category) },
      {
        label: words.delete,
        icon: "trash",
        danger: true,
        keys: "Shift+Delete",
        onSelect: () => void remove(category),
      },
    ],
  });
}

type SheetProps = { all: readonly Category[]; onClose: () => void };

function Add({ all, onClose }: SheetProps) {
  const words = useWords<typeof en>("finance").categories;
  const begin = { kind: "expense" as const, sortOrder: lastPlace(all) };
  return (
    <FormSheet
      title={words.add}
      form={create}
      begin={begin}
      fields={(form) => <Fields form={form} all={all} />}
      save={(body) => {
        const { name = "", ...rest } = body as { name?: string };
        return change("finance.budget-categories.create", { body: { ...begin, ...rest, name }, isQuiet: true });
      }}
      onClose={onClose}
    />
  );
}

function Edit({ category, all, onClose }: SheetProps & { category: Category }) {
  return (
    <FormSheet
      title={category.name}
      form={update}
      row={category}
      fields={(form) => <Fields form={form} all={all} />}
      save={(body, row) =>
        change("finance.budget-categories.update", {
          path: { budgetCategoryId: category.id },
          body,
          row,
          title: category.name,
          isQuiet: true,
        })
      }
      onClose={onClose}
    />
  );
}

function Fields({ form, all }: { form: Form; all: readonly Category[] }) {
  const words = useWords<typeof en>("finance");
  const groups = [...new Set(all.flatMap(({ groupName }) => groupName ?? []))];
  return (
    <>
      <Text label={words.fields.name} {...form.input("name")} />
      <Text
        label={words.categories.group}
        help={words.categories.groupHelp}
        list="category-groups"
        {...form.input("groupName")}
      />
      <datalist id="category-groups">
        {groups.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Select
        label={words.categories.kind}
        choices={KINDS.map((value) => ({ value, label: words.categories.kinds[value] }))}
        {...form.input("kind")}
      />
    </>
  );
}

const remove = (row: Category) =>
  change("finance.budget-categories.remove", { path: { budgetCategoryId: row.id }, row, title: row.name });

async function move(all: readonly Category[], group: readonly Category[], row: Category, by: number): Promise<void> {
  const put = ({ id, sortOrder }: { id: string; sortOrder: number }) => {
    const one = all.find((known) => known.id === id);
    const path = { budgetCategoryId: id };
    return change("finance.budget-categories.update", { path, body: { sortOrder }, row: one, title: one?.name });
  };
  await Promise.all(moved(all, group, group.indexOf(row), by).map(put));
}

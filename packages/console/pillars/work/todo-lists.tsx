/** Lists of things to do, buy or pack, by category. */
import createCategory from "contract:work.todo-categories.create";
import createList from "contract:work.todo-lists.create";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { beginListsAnew } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Select, Text } from "#console/ui/Field.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page, Section } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty } from "#console/ui/State.tsx";
import { number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { NewRow } from "./NewRow.tsx";
import { removeItem, useTodoItem } from "./todo-items.tsx";
import type en from "./words.en.ts";

type TodoTree = Answer<"work.todo-lists.tree">;
type TodoList = TodoTree["lists"][number];

export const load: PageModule["load"] = () => prefetch("work.todo-lists.tree");

export default function TodoLists() {
  const words = useWords<typeof en>("work").lists;
  const { data: tree, problem, isLoading, retry } = useRead("work.todo-lists.tree");
  const isEmpty = tree && [tree.categories, tree.lists, tree.items].every(({ length }) => length === 0);
  return (
    <Page
      title={words.title}
      actions={tree && <NewList tree={tree} onMade={retry} />}
      state={isLoading ? "loading" : problem && !tree ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {isEmpty && (
        <div className="list-box">
          <Empty icon="list" title={words.empty}>
            {words.emptyHint}
          </Empty>
        </div>
      )}
      {tree?.categories.map((category) => (
        <Section key={category.id} title={<span dir="auto">{category.name}</span>}>
          <Lists label={category.name} lists={category.lists} onChange={retry} />
        </Section>
      ))}
      {tree && tree.lists.length > 0 && (
        <Section title={tree.categories.length > 0 ? words.others : words.all}>
          <Lists label={words.others} lists={tree.lists} onChange={retry} />
        </Section>
      )}
      {tree && tree.items.length > 0 && (
        <Section title={words.loose}>
          <Loose items={tree.items} />
        </Section>
      )}
      {tree?.truncated && <p className="quiet">{words.truncated}</p>}
    </Page>
  );
}

function Lists({ label, lists, onChange }: { label: string; lists: readonly TodoList[]; onChange: () => void }) {
  const words = useWords<typeof en>("work").lists;
  const remove = (row: TodoList) =>
    void change("work.todo-lists.remove", { path: { todoListId: row.id }, row, title: row.name }).then(onChange);
  const item = (row: TodoList): Item => {
    const done = row.items.filter(({ status }) => status === "completed").length;
    const open = row.items.filter(({ status }) => status !== "completed").slice(0, 4);
    return {
      name: row.name,
      to: `/work/todo-lists/${row.id}`,
      sub: open.length > 0 && <span dir="auto">{open.map(({ name }) => name).join(", ")}</span>,
      end:
        row.items.length === 0 ? (
          <span className="quiet">{words.nothing}</span>
        ) : (
          words.done(number(done), number(row.items.length))
        ),
      menu: [{ label: words.delete, icon: "trash", danger: true, keys: "Shift+Delete", onSelect: () => remove(row) }],
    };
  };
  return (
    <List
      label={label}
      rows={rowsOf(lists)}
      keyOf={({ id }) => id}
      item={item}
      empty={<Empty title={words.emptyCategory} />}
      onDelete={remove}
    />
  );
}

/** Items that are on no list, or on one that was deleted. */
function Loose({ items }: { items: TodoTree["items"] }) {
  const words = useWords<typeof en>("work").lists;
  return (
    <List
      label={words.loose}
      rows={rowsOf(items)}
      keyOf={({ id }) => id}
      item={useTodoItem()}
      empty={null}
      onDelete={(item) => void removeItem(item)}
    />
  );
}

function NewList({ tree, onMade }: { tree: TodoTree; onMade: () => void }) {
  const words = useWords<typeof en>("work").lists;
  const categories = [
    { value: "", label: words.noCategory },
    ...tree.categories.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <>
      <NewRow
        label={words.addCategory}
        title={words.addCategory}
        form={createCategory}
        fields={(form) => <Text label={words.name} {...form.input("name")} />}
        save={(body) => change("work.todo-categories.create", { body: { name: String(body.name ?? "") } }).then(onMade)}
      />
      <NewRow
        main
        label={words.add}
        title={words.add}
        form={createList}
        fields={(form) => (
          <>
            <Text label={words.name} {...form.input("name")} />
            <Select label={words.category} choices={categories} {...form.input("categoryId")} />
          </>
        )}
        save={async (body) => {
          const categoryId = body.categoryId ? String(body.categoryId) : null;
          await change("work.todo-lists.create", {
            body: { name: String(body.name ?? ""), categoryId },
            isQuiet: true,
          });
          await beginListsAnew("work.todo-lists");
          onMade();
        }}
      />
    </>
  );
}

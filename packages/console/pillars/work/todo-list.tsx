/** One list, to go through and check off. */
import update from "contract:work.todo-lists.update";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Text, TextArea } from "#console/ui/Field.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";
import { number, relative } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { AddLine } from "./AddLine.tsx";
import { allOf, arranged, isWhole } from "./arranged.ts";
import { SheetForm } from "./NewRow.tsx";
import { byOrder, last, moved } from "./order.ts";
import type en from "./words.en.ts";
import "./work.css";

type TodoList = Answer<"work.todo-lists.get">;
type TodoItem = RowOf<"work.todo-items.list">;

const query = (listId: string) => ({ query: { listId, sort: "sortOrder" as const } });

export const load: PageModule["load"] = ({ params }) => {
  prefetch("work.todo-lists.get", { path: { todoListId: params.todoListId! } });
  prefetchList("work.todo-items.list", query(params.todoListId!));
};

export default function TodoListPage() {
  const words = useWords<typeof en>("work").list;
  const { todoListId } = useParams() as { todoListId: string };
  const { data: list, problem, isLoading, retry } = useRead("work.todo-lists.get", { path: { todoListId } });
  return (
    <Page
      above={<Link to="/work/todo-lists">{words.above}</Link>}
      title={list?.name ?? words.above}
      lead={list?.description && <span dir="auto">{list.description}</span>}
      actions={list && <Actions list={list} />}
      state={isLoading ? "loading" : problem && !list ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {list && <Items list={list} />}
    </Page>
  );
}

function Items({ list }: { list: TodoList }) {
  const words = useWords<typeof en>("work").list;
  const items = useList("work.todo-items.list", query(list.id));
  const shown = arranged(items, (all) => all.toSorted(byOrder));
  const known = allOf(shown);
  const add = (name: string) =>
    change("work.todo-items.create", { body: { name, listId: list.id, sortOrder: last(known) }, title: name });
  const done = known.filter(({ status }) => status === "completed").length;
  return (
    <>
      <AddLine label={words.add} onAdd={add} />
      <List
        label={list.name}
        rows={shown}
        keyOf={({ id }) => id}
        item={useItem()}
        empty={
          <Empty icon="list" title={words.empty}>
            {words.emptyHint}
          </Empty>
        }
        onDelete={(item) => void remove(item)}
        onMove={isWhole(items) ? (item, by) => void move(known, item, by) : undefined}
      />
      {known.length > 0 && <p className="quiet">{words.done(number(done), number(known.length))}</p>}
    </>
  );
}

function useItem(): (item: TodoItem) => Item {
  const words = useWords<typeof en>("work").list;
  return (item) => ({
    name: item.name,
    sub: item.description && <span dir="auto">{item.description}</span>,
    end: item.dueAt && <span>{relative(item.dueAt)}</span>,
    check: {
      checked: item.status === "completed",
      label: words.check(item.name),
      onChange: (isChecked) => void put(item, { status: isChecked ? "completed" : "not_started" }),
    },
    menu: [
      { label: words.delete, icon: "trash", danger: true, keys: "Shift+Delete", onSelect: () => void remove(item) },
    ],
  });
}

function Actions({ list }: { list: TodoList }) {
  const words = useWords<typeof en>("work").list;
  const common = useCommon();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const path = { todoListId: list.id };
  const gone = async () => {
    await change("work.todo-lists.remove", { path, row: list, title: list.name });
    void navigate("/work/todo-lists");
  };
  return (
    <>
      <Button icon="pencil" onClick={() => setOpen(true)}>
        {common.edit}
      </Button>
      <Button kind="bare" icon="trash" onClick={() => void gone()}>
        {common.delete}
      </Button>
      {isOpen && (
        <SheetForm
          title={common.edit}
          form={update}
          row={list}
          fields={(form) => (
            <>
              <Text label={words.name} {...form.input("name")} />
              <TextArea label={words.description} {...form.input("description")} />
            </>
          )}
          save={(body, row) => change("work.todo-lists.update", { path, body, row, title: list.name, isQuiet: true })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

const put = (row: TodoItem, body: { status?: TodoItem["status"]; sortOrder?: number }) =>
  change("work.todo-items.update", { path: { todoItemId: row.id }, body, row, title: row.name });

const remove = (row: TodoItem) =>
  change("work.todo-items.remove", { path: { todoItemId: row.id }, row, title: row.name });

async function move(shown: readonly TodoItem[], item: TodoItem, by: number): Promise<void> {
  const from = shown.indexOf(item);
  const byId = new Map(shown.map((one) => [one.id, one]));
  await Promise.all(moved(shown, from, from + by).map(({ id, sortOrder }) => put(byId.get(id)!, { sortOrder })));
}

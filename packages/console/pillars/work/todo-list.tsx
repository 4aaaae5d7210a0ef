/** One list, to go through and check off. */
import update from "contract:work.todo-lists.update";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { allOf, arranged, isWhole } from "#console/data/arranged.ts";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { prefetchList, useList } from "#console/data/list.ts";
import { byOrder, lastPlace } from "#console/data/ordered.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Text, TextArea } from "#console/ui/Field.tsx";
import { List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";
import { number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { AddLine } from "./AddLine.tsx";
import { moveItem, removeItem, useTodoItem } from "./todo-items.tsx";
import type en from "./words.en.ts";
import "./work.css";

type TodoList = Answer<"work.todo-lists.get">;

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
    change("work.todo-items.create", { body: { name, listId: list.id, sortOrder: lastPlace(known) }, title: name });
  const done = known.filter(({ status }) => status === "completed").length;
  return (
    <>
      <AddLine label={words.add} onAdd={add} />
      <List
        label={list.name}
        rows={shown}
        keyOf={({ id }) => id}
        item={useTodoItem()}
        empty={
          <Empty icon="list" title={words.empty}>
            {words.emptyHint}
          </Empty>
        }
        onDelete={(item) => void removeItem(item)}
        onMove={isWhole(items) ? (item, by) => void moveItem(known, item, by) : undefined}
      />
      {known.length > 0 && <p className="quiet">{words.done(number(done), number(known.length))}</p>}
    </>
  );
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
        <FormSheet
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

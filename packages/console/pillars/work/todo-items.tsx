/** Items of lists: how each reads as a row, and what a person does to them. */
import { change } from "#console/data/change.ts";
import type { RowOf } from "#console/data/list.ts";
import type { Item } from "#console/ui/List.tsx";
import { relative } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { moved } from "./order.ts";
import type en from "./words.en.ts";

/** The tree of all lists leaves descriptions out. */
export type TodoItem = Omit<RowOf<"work.todo-items.list">, "description"> & { description?: string | null };

export function useTodoItem(): (item: TodoItem) => Item {
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
      { label: words.delete, icon: "trash", danger: true, keys: "Shift+Delete", onSelect: () => void removeItem(item) },
    ],
  });
}

const put = (row: TodoItem, body: { status?: TodoItem["status"]; sortOrder?: number }) =>
  change("work.todo-items.update", { path: { todoItemId: row.id }, body, row, title: row.name });

export const removeItem = (row: TodoItem) =>
  change("work.todo-items.remove", { path: { todoItemId: row.id }, row, title: row.name });

export async function moveItem(shown: readonly TodoItem[], item: TodoItem, by: number): Promise<void> {
  const from = shown.indexOf(item);
  const byId = new Map(shown.map((one) => [one.id, one]));
  await Promise.all(moved(shown, from, from + by).map(({ id, sortOrder }) => put(byId.get(id)!, { sortOrder })));
}

/** What can be said of a recurring payment, in its row and in its sheet. */
import { change } from "#console/data/change.ts";
import { beginListsAnew, type RowOf } from "#console/data/list.ts";
import type { MenuItem } from "#console/ui/Menu.tsx";
import type { Words } from "#console/words/words.ts";
import { payingOf } from "./paying.ts";
import type en from "./words.en.ts";

export type Recurring = RowOf<"finance.recurring.list">;

export function actionsOf(row: Recurring, words: Words<typeof en>["recurring"]): MenuItem[] {
  if (row.dismissedAt !== null)
    return [{ label: words.bringBack, icon: "undo", onSelect: () => void confirm(row).catch(() => {}) }];
  return [
    ...(row.confirmedAt === null
      ? [{ label: words.confirm, icon: "check", onSelect: () => void confirm(row).catch(() => {}) } satisfies MenuItem]
      : []),
    ...payingOf(row, words),
    { label: words.dismiss, icon: "cross", onSelect: () => void dismiss(row, words).catch(() => {}) },
  ];
}

const put = async (operation: "confirm" | "dismiss", row: Recurring, undoing: object = {}) => {
  await change(`finance.recurring.${operation}`, {
    path: { recurringId: row.id },
    row,
    patch: {},
    title: row.merchantName,
    ...undoing,
  });
  await beginListsAnew("finance.recurring");
};
const confirm = (row: Recurring) => put("confirm", row);
const dismiss = (row: Recurring, words: Words<typeof en>["recurring"]) =>
  put("dismiss", row, { undo: () => confirm(row), undoText: words.dismissed(row.merchantName) });

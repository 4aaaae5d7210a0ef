/** Whether a recurring payment is a bill that its person pays by hand, or is charged by itself. */
import { change } from "#console/data/change.ts";
import type { RowOf } from "#console/data/list.ts";
import type { MenuItem } from "#console/ui/Menu.tsx";
import type { Words } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Recurring = RowOf<"finance.recurring.list">;
type Said = Words<typeof en>["recurring"];

export const wayOf = ({ isBill }: Recurring) => (isBill === null ? "unsaid" : isBill ? "byHand" : "byItself");

/** What comes in is never to be paid. */
export const isPaid = ({ expectedAmountCents }: Recurring) => expectedAmountCents < 0;

/** What can be said of it that is not said yet. */
export function payingOf(row: Recurring, words: Said): MenuItem[] {
  if (!isPaid(row)) return [];
  const item = (isBill: boolean): MenuItem => ({
    label: isBill ? words.payByHand : words.chargedByItself,
    icon: isBill ? "card" : "repeat",
    onSelect: () => void say(row, isBill, words).catch(() => {}),
  });
  return [true, false].filter((isBill) => row.isBill !== isBill).map(item);
}

async function say(row: Recurring, isBill: boolean, words: Said) {
  const path = { recurringId: row.id };
  const title = row.merchantName;
  await change("finance.recurring.update", {
    path,
    row,
    body: { isBill },
    title,
    undo: () =>
      change("finance.recurring.update", { path, row: { ...row, isBill }, body: { isBill: row.isBill }, title }),
    undoText: isBill ? words.isPaidByHand(title) : words.isChargedByItself(title),
  });
}

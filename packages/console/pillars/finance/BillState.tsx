/** Where a bill stands, as its row and its sheet say it. */
import type { RowOf } from "#console/data/list.ts";
import { State } from "#console/ui/State.tsx";
import { day, relativeDay, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export type Bill = RowOf<"finance.bills.list">;

/** Whether its person has said that it is paid, and no payment of it was seen, so that they can take it back. */
export const isOnlySaid = ({ status, transactionId }: Pick<Bill, "status" | "transactionId">): boolean =>
  status === "paid" && transactionId === null;

/** Due, overdue, paid or called off. */
export function BillState({ bill: { status, dueOn } }: { bill: Pick<Bill, "status" | "dueOn"> }) {
  const words = useWords<typeof en>("finance").bills;
  if (status === "paid") return <State>{words.paid}</State>;
  if (status === "cancelled") return <State icon="minus">{words.cancelled}</State>;
  if (dueOn < today()) return <State tone="warn">{words.overdue(day(dueOn))}</State>;
  return <span>{words.due(relativeDay(dueOn))}</span>;
}

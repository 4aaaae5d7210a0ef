/** What has become of an invoice, and what is the matter with it. */
import type { Answer } from "#console/data/client.ts";
import { State, Tag } from "#console/ui/State.tsx";
import { day, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export type Invoice = Answer<"finance.invoices.get">;

export function InvoiceStatus({ invoice }: { invoice: Pick<Invoice, "status" | "dueOn"> }) {
  const words = useWords<typeof en>("finance").invoices;
  const { status, dueOn } = invoice;
  if (status === "sent" && dueOn !== null && dueOn < today())
    return <State tone="warn">{words.overdue(day(dueOn))}</State>;
  if (status === "paid") return <State>{words.statuses.paid}</State>;
  if (status === "sent" && dueOn !== null) return <span>{words.dueBy(day(dueOn))}</span>;
  return <Tag>{words.statuses[status]}</Tag>;
}

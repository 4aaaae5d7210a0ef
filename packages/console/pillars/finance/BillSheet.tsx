/** One bill: what it comes to and by when, where it came from, its task, and its payment once that is seen. */
import { useRead } from "#console/data/read.ts";
import { Entity } from "#console/frame/Entity.tsx";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Card, Stack } from "#console/ui/Page.tsx";
import { Problem, Skeleton } from "#console/ui/State.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { day } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { type Bill, BillState, isOnlySaid } from "./BillState.tsx";
import { Money } from "./Money.tsx";
import type en from "./words.en.ts";

type BillSheetProps = { id: string; onClose: () => void; onPay: (bill: Bill) => void; onReopen: (bill: Bill) => void };

export function BillSheet({ id, onClose, onPay, onReopen }: BillSheetProps) {
  const words = useWords<typeof en>("finance").bills;
  const { data: bill, problem, retry } = useRead("finance.bills.get", { path: { billId: id } });
  const one = (name: string, type: string, of: string | null | undefined) =>
    of ? [{ name, value: <Entity type={type} id={of} /> }] : [];
  return (
    <Sheet open title={<span dir="auto">{bill?.merchantName ?? words.title}</span>} onClose={onClose}>
      <Stack>
        {problem && !bill && <Problem problem={problem} retry={retry} />}
        {!bill && !problem && <Skeleton rows={5} />}
        {bill && (
          <>
            <Card flush>
              <Facts
                facts={[
                  { name: words.amount, value: <Money cents={bill.amountCents} currency={bill.currency} /> },
                  { name: words.dueDay, value: day(bill.dueOn, "long"), note: <BillState bill={bill} /> },
                  ...one(words.from, "email", bill.sourceEmailId),
                  ...one(words.periodOf, "recurring_transaction", bill.recurringTransactionId),
                  ...one(words.task, "task", bill.taskId),
                  ...(isOnlySaid(bill)
                    ? [{ name: words.payment, value: <span className="quiet">{words.noPayment}</span> }]
                    : one(words.payment, "transaction", bill.transactionId)),
                ]}
              />
            </Card>
            {bill.status === "open" && (
              <div className="row">
                <Button kind="main" icon="check" onClick={() => onPay(bill)}>
                  {words.pay}
                </Button>
              </div>
            )}
            {isOnlySaid(bill) && (
              <div className="row">
                <Button icon="again" onClick={() => onReopen(bill)}>
                  {words.reopen}
                </Button>
              </div>
            )}
          </>
        )}
      </Stack>
    </Sheet>
  );
}

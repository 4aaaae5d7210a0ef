/** One recurring payment: its rhythm, what it costs and cost before, what came last, and whether it is one. */
import { useRead } from "#console/data/read.ts";
import { Entity } from "#console/frame/Entity.tsx";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Card, Stack } from "#console/ui/Page.tsx";
import { Problem, Skeleton, State } from "#console/ui/State.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { day, money, percent } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { Money } from "./Money.tsx";
import { isPaid, wayOf } from "./paying.ts";
import { actionsOf, type Recurring } from "./recurring-actions.ts";
import type en from "./words.en.ts";

export function RecurringSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const words = useWords<typeof en>("finance").recurring;
  const { data: row, problem, retry } = useRead("finance.recurring.get", { path: { recurringId: id } });
  return (
    <Sheet open title={<span dir="auto">{row?.merchantName ?? words.title}</span>} onClose={onClose}>
      <Stack>
        {problem && !row && <Problem problem={problem} retry={retry} />}
        {!row && !problem && <Skeleton rows={5} />}
        {row && (
          <>
            <Card flush>
              <About row={row} />
            </Card>
            <div className="row">
              {actionsOf(row, words).map(({ label, icon, onSelect }) => (
                <Button key={label} icon={icon} onClick={onSelect}>
                  {label}
                </Button>
              ))}
            </div>
          </>
        )}
      </Stack>
    </Sheet>
  );
}

function About({ row }: { row: Recurring }) {
  const words = useWords<typeof en>("finance");
  const { recurring } = words;
  const { currency, previousAmountCents: before, priceChangedOn, missedOn, missedCount } = row;
  const price = (cents: number) => money(Math.abs(cents), currency);
  const facts = [
    {
      name: recurring.cadence,
      value: recurring.cadences[row.cadence],
      note: row.confirmedAt === null ? recurring.seen(row.occurrences) : <State>{recurring.isConfirmed}</State>,
    },
    {
      name: recurring.amount,
      value: <Money cents={row.expectedAmountCents} currency={currency} />,
      note: row.amountSpread > 0 && recurring.varies(percent(row.amountSpread)),
    },
    isPaid(row) && {
      name: recurring.paying,
      value: recurring.ways[wayOf(row)],
      note: recurring.waysMean[wayOf(row)],
    },
    before !== null &&
      priceChangedOn !== null && {
        name: recurring.price,
        value: recurring.priceSince(price(before), price(row.expectedAmountCents), day(priceChangedOn, "long")),
      },
    missedCount > 0 &&
      missedOn !== null && {
        name: recurring.missedFact,
        value: <State tone="warn">{recurring.missed(day(missedOn, "long"))}</State>,
        note: recurring.missedTimes(missedCount),
      },
    row.endedOn !== null && { name: recurring.endedFact, value: day(row.endedOn, "long") },
    row.endedOn === null &&
      row.nextExpectedDate !== null && { name: recurring.nextDay, value: day(row.nextExpectedDate, "long") },
    row.lastDate !== null && {
      name: recurring.last,
      value: day(row.lastDate, "long"),
      note: row.lastTransactionId !== null && <Entity type="transaction" id={row.lastTransactionId} />,
    },
    row.accountId !== null && { name: words.fields.account, value: <Entity type="account" id={row.accountId} /> },
    row.vendorId !== null && { name: recurring.shop, value: <Entity type="vendor" id={row.vendorId} /> },
  ];
  return <Facts facts={facts.filter((one) => one !== false)} />;
}

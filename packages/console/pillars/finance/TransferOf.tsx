/** Whether a transaction only moved money between two accounts: its other half is chosen among the likely ones, and let go again. */
import { useState } from "react";
import { change } from "#console/data/change.ts";
import { queries } from "#console/data/queries.ts";
import { useRead } from "#console/data/read.ts";
import { Entity } from "#console/frame/Entity.tsx";
import { Button } from "#console/ui/Button.tsx";
import { Dialog } from "#console/ui/Dialog.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Card, Section, Stack } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Problem, Skeleton } from "#console/ui/State.tsx";
import { day } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { likelyQuery, nearest } from "./likely-transfers.ts";
import { Money } from "./Money.tsx";
import { type Transaction, useNames } from "./rows.ts";
import { nameOf } from "./transaction-changes.ts";
import type en from "./words.en.ts";

export function TransferOf({ row }: { row: Transaction }) {
  const words = useWords<typeof en>("finance").transfer;
  const [isAsked, setAsked] = useState(false);
  const why = row.kind !== "ordinary" ? words.isAdjustment : row.accountId === null && words.needsAccount;
  return (
    <Section title={words.title}>
      <Card>
        <Stack>
          {row.transferPairId === null ? (
            <>
              <p className="quiet">{words.hint}</p>
              <div className="row">
                <Button icon="repeat" why={why} onClick={() => setAsked(true)}>
                  {words.link}
                </Button>
              </div>
            </>
          ) : (
            <>
              <p>
                {words.otherHalf}: <Entity type="transaction" id={row.transferPairId} />
              </p>
              <div className="row">
                <Button onClick={() => void unlink(row, row.transferPairId!, words.unlinked)}>{words.unlink}</Button>
              </div>
            </>
          )}
        </Stack>
      </Card>
      {isAsked && <ChooseHalf row={row} onClose={() => setAsked(false)} />}
    </Section>
  );
}

function ChooseHalf({ row, onClose }: { row: Transaction; onClose: () => void }) {
  const words = useWords<typeof en>("finance").transfer;
  const same = useRead("finance.transactions.list", { query: likelyQuery(row, true) });
  const others = useRead("finance.transactions.list", { query: likelyQuery(row, false) });
  const item = useItem((other) => {
    // Why it did not hold is told by the change.
    link(row, other.id).catch(() => {});
    onClose();
  });
  const problem = same.problem ?? others.problem;
  const parts = [
    { title: words.likely, rows: nearest(same.data?.data ?? [], row) },
    { title: words.inOthers, rows: nearest(others.data?.data ?? [], row) },
  ].filter(({ rows }) => rows.length > 0);
  return (
    <Dialog open wide onClose={onClose} title={words.choose}>
      <Stack>
        {(same.isLoading || others.isLoading) && <Skeleton rows={3} />}
        {problem && <Problem problem={problem} />}
        {!same.isLoading && !others.isLoading && !problem && parts.length === 0 && <p>{words.none}</p>}
        {parts.map(({ title, rows }) => (
          <Section key={title} title={title}>
            <List label={title} rows={rowsOf(rows, title)} keyOf={({ id }) => id} item={item} empty={null} lines={2} />
          </Section>
        ))}
      </Stack>
    </Dialog>
  );
}

function useItem(pick: (other: Transaction) => void): (row: Transaction) => Item {
  const { transfer: words, transactions } = useWords<typeof en>("finance");
  const { accounts } = useNames();
  return (row) => {
    const name = nameOf(row) ?? transactions.unnamed;
    return {
      name,
      onOpen: () => pick(row),
      sub: (
        <>
          {day(row.date, "weekday")}
          {row.accountId !== null && (
            <>
              {" · "}
              <span dir="auto">{accounts.get(row.accountId)}</span>
            </>
          )}
        </>
      ),
      end: (
        <>
          <Money cents={row.amountCents} currency={row.currency} />
          <Button small aria-label={words.pick(name)} onClick={() => pick(row)}>
            {words.isIt}
          </Button>
        </>
      ),
    };
  };
}

const link = (row: Transaction, transactionId: string) =>
  change("finance.transactions.link", {
    path: { transactionId: row.id },
    body: { transactionId },
    row,
    patch: { transferPairId: transactionId },
    title: nameOf(row),
  });

/** The answer is empty: both rows are read again, so that they are seen as they are now. */
async function unlink(row: Transaction, otherId: string, said: string): Promise<void> {
  const path = { transactionId: row.id };
  await change("finance.transactions.unlink", {
    path,
    row,
    patch: { transferPairId: null },
    title: nameOf(row),
    undoText: said,
    undo: () => link(row, otherId),
  });
  await queries.invalidateQueries({ queryKey: ["finance.transactions.get"] });
}

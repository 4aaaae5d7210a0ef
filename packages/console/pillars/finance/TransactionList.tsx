/** Transactions to go through; `c` on a row says what it was for, and goes on with the next one. */
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import type { Rows } from "#console/data/list.ts";
import { type Item, List } from "#console/ui/List.tsx";
import { Tag } from "#console/ui/State.tsx";
import { relativeDay } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { BulkEdit, type Filter } from "./BulkEdit.tsx";
import { Categorise } from "./Categorise.tsx";
import { Money } from "./Money.tsx";
import { type Transaction, useNames } from "./rows.ts";
import { categorise, nameOf, remove } from "./transaction-changes.ts";
import type en from "./words.en.ts";

type TransactionListProps = {
  label: string;
  rows: Rows<Transaction>;
  empty: ReactNode;
  /** They are all of one account, which no row has to name. */
  isOfAccount?: boolean;
  /** What the list asks the API for: by this all that match can be changed. Without it nothing can be selected. */
  filter?: Filter;
};

export function TransactionList({ label, rows, empty, isOfAccount, filter }: TransactionListProps) {
  const words = useWords<typeof en>("finance").transactions;
  const names = useNames();
  const { box, asked, ask, close, next } = useOneByOne(rows);
  const item = useItem(names, ask, isOfAccount);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    if (event.key !== "c" || event.ctrlKey || event.metaKey || event.altKey || target.role !== "row") return;
    const row = rows.at(Number(target.dataset.index));
    if (!row) return;
    event.preventDefault();
    ask(row);
  };
  const pick = (row: Transaction, categoryId: string | null) => {
    const name = categoryId === null ? undefined : names.categories.get(categoryId);
    const said = words.isNow(nameOf(row) ?? words.unnamed, name ?? words.noCategory);
    // Why it did not hold is told by the change.
    categorise(row, categoryId, said).catch(() => {});
    next();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the rows inside, each of which has the same in its menu
    <div ref={box} onKeyDown={onKeyDown}>
      <List
        label={label}
        rows={rows}
        keyOf={({ id }) => id}
        item={item}
        empty={empty}
        bulk={filter && ((selection, clear) => <BulkEdit {...{ selection, clear, filter }} />)}
        onDelete={(row) => void remove(row)}
        lines={2}
      />
      <Categorise row={asked} onPick={pick} onSkip={next} onClose={close} />
    </div>
  );
}

/** Goes from row to row; at the end the focus is on the row where it ended. */
function useOneByOne(rows: Rows<Transaction>) {
  const box = useRef<HTMLDivElement>(null);
  const [index, setIndex] = useState<number>();
  const lastIndex = useRef<number>(undefined);
  const latest = useRef(rows);
  latest.current = rows;
  const asked = index === undefined ? undefined : rows.at(index);

  useEffect(() => {
    const at = index ?? lastIndex.current;
    const row = at === undefined ? null : box.current?.querySelector<HTMLElement>(`[data-index="${at}"]`);
    row?.scrollIntoView({ block: "nearest" });
    // The dialog gave the focus back to the row from which it was opened.
    if (index === undefined) row?.focus();
    lastIndex.current = index;
  }, [index]);

  const ask = useCallback((row: Transaction) => {
    const { count, at } = latest.current;
    for (let place = 0; place < count; place++) if (at(place)?.id === row.id) return setIndex(place);
  }, []);
  return {
    box,
    asked,
    ask,
    close: () => setIndex(undefined),
    next: () => setIndex((now) => (now !== undefined && now + 1 < rows.count ? now + 1 : undefined)),
  };
}

function useItem(
  { accounts, categories }: ReturnType<typeof useNames>,
  ask: (row: Transaction) => void,
  isOfAccount: boolean | undefined,
): (row: Transaction) => Item {
  const { transactions: words, splits, transfer } = useWords<typeof en>("finance");
  return useCallback(
    (row) => {
      const account = row.accountId !== null && !isOfAccount ? accounts.get(row.accountId) : undefined;
      const category = row.budgetCategoryId === null ? undefined : categories.get(row.budgetCategoryId);
      return {
        name: nameOf(row) ?? words.unnamed,
        to: `/finance/transactions/${row.id}`,
        sub: (
          <>
            {relativeDay(row.date)}
            {" · "}
            {row.isSplit ? splits.tag : category === undefined ? words.noCategory : <span dir="auto">{category}</span>}
            {account !== undefined && (
              <>
                {" · "}
                <span dir="auto">{account}</span>
              </>
            )}
          </>
        ),
        end: (
          <>
            {row.kind === "adjustment" && <Tag>{transfer.adjustment}</Tag>}
            {row.transferPairId !== null && <Tag icon="repeat">{words.transfer}</Tag>}
            {row.status === "pending" && <Tag icon="clock">{words.pending}</Tag>}
            <Money cents={row.amountCents} currency={row.currency} />
          </>
        ),
        menu: [
          { label: words.categorise, icon: "tag", keys: "c", onSelect: () => ask(row) },
          {
            label: words.delete,
            icon: "trash",
            danger: true,
            keys: "Shift+Delete",
            onSelect: () => void remove(row),
          },
        ],
      };
    },
    [words, splits, transfer, accounts, categories, ask, isOfAccount],
  );
}

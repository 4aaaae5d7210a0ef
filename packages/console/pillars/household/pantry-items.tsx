/** What is in the house: what expires first stands first, and the parts of one thing are one row. */
import "./household.css";
import { useState } from "react";
import { change } from "#console/data/change.ts";
import type { Params } from "#console/data/client.ts";
import { prefetchList, useList } from "#console/data/list.ts";
import { flag, oneOf, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { dayAfter, relativeDay, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { amount } from "./amounts.ts";
import { Expiry, isUrgent } from "./Expiry.tsx";
import { NewPantryItem } from "./NewPantryItem.tsx";
import type { PantryItem } from "./rows.ts";
import { StockSheet, type StockVerb } from "./StockSheet.tsx";
import type en from "./words.en.ts";

const VIEWS = ["all", "expiring", "low"] as const;
const SOON_DAYS = 7;
const parameters = { show: oneOf(...VIEWS), add: flag() };

const queries = {
  all: () => ({ sort: "expiryDate" as const }),
  expiring: () => ({ sort: "expiryDate" as const, "expiryDate[lte]": dayAfter(today(), SOON_DAYS) }),
  low: () => ({ sort: "name" as const, "ranLowAt[null]": false }),
} satisfies Record<string, () => Params<"household.pantry-items.list">["query"]>;

export const load: PageModule["load"] = ({ url }) =>
  prefetchList("household.pantry-items.list", { query: queries[valuesOf(parameters, url.searchParams).show]() });

export default function Pantry() {
  const words = useWords<typeof en>("household").pantry;
  const [{ show, add }, setUrl] = useUrl(parameters);
  const rows = useList("household.pantry-items.list", { query: queries[show]() });
  const [stock, setStock] = useState<{ item: PantryItem; verb: StockVerb }>();
  const item = useItem((row, verb) => setStock({ item: row, verb }));
  const views = VIEWS.map((id) => ({ id, label: words.views[id] }));
  const addButton = (
    <Button icon="plus" kind={rows.state === "empty" ? "main" : "plain"} onClick={() => setUrl({ add: true })}>
      {words.add}
    </Button>
  );
  return (
    <Page title={words.title} actions={addButton}>
      <Tabs label={words.show} tabs={views} value={show} onChange={(next) => setUrl({ show: next })}>
        <List
          label={words.title}
          rows={rows}
          keyOf={({ id }) => id}
          item={item}
          empty={
            <Empty icon="jar" title={words.empty[show]} action={show === "all" && addButton}>
              {show === "all" && words.emptyHint}
            </Empty>
          }
          onDelete={remove}
          lines={2}
        />
      </Tabs>
      <NewPantryItem open={add} onClose={() => setUrl({ add: false })} />
      <StockSheet of={stock?.item} verb={stock?.verb ?? "consume"} onClose={() => setStock(undefined)} />
    </Page>
  );
}

function useItem(open: (row: PantryItem, verb: StockVerb) => void): (row: PantryItem) => Item {
  const words = useWords<typeof en>("household");
  return (row) => ({
    name: row.name,
    to: `/household/pantry-items/${row.id}`,
    sub: (
      <>
        {words.places[row.storageLocation]}
        {row.expiryDate !== null &&
          !isUrgent(row.expiryDate) &&
          ` · ${words.expiry.until(relativeDay(row.expiryDate))}`}
        {row.ranLowAt !== null && ` · ${words.pantry.low}`}
      </>
    ),
    end: (
      <>
        {isUrgent(row.expiryDate) && <Expiry day={row.expiryDate} />}
        <span className="data stock-amount">{amount(row.qtyInStock, row.unit)}</span>
      </>
    ),
    menu: [
      {
        label: words.stock.consume,
        icon: "minus",
        why: row.qtyInStock === 0 && words.stock.nothingThere,
        onSelect: () => open(row, "consume"),
      },
      { label: words.stock.restock, icon: "plus", onSelect: () => open(row, "restock") },
      { label: words.stock.correct, icon: "pencil", onSelect: () => open(row, "correct") },
      {
        label: words.pantry.remove,
        icon: "trash",
        danger: true,
        keys: "Shift+Delete",
        onSelect: () => void remove(row),
      },
    ],
  });
}

const remove = (row: PantryItem) =>
  change("household.pantry-items.remove", { path: { pantryItemId: row.id }, row, title: row.name });

/** What is to be bought, by where it stands in a shop: a tap on a row has it bought, and the row stays where it was until one leaves. */
import "./household.css";
import { useState } from "react";
import { Link } from "react-router";
import { change, useChange } from "#console/data/change.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { flag, oneOf, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page, Section } from "#console/ui/Page.tsx";
import { QuickAdd } from "#console/ui/QuickAdd.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty, Skeleton, State } from "#console/ui/State.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { compare, now, relativeDay, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { amount } from "./amounts.ts";
import FillList from "./FillList.tsx";
import type { ShoppingItem } from "./rows.ts";
import { Bought, EditShopping } from "./ShoppingSheets.tsx";
import type en from "./words.en.ts";

const parameters = { show: oneOf("open", "bought"), add: flag(), fill: flag() };
const queries = {
  open: { query: { isPurchased: false, sort: "name" as const } },
  bought: { query: { isPurchased: true, sort: "-purchasedAt" as const } },
};
const PANTRY = { query: { sort: "name" as const } };

export const load: PageModule["load"] = ({ url }) => {
  prefetchList("household.shopping-items.list", queries[valuesOf(parameters, url.searchParams).show]);
  prefetchList("household.pantry-items.list", PANTRY);
};

export default function ShoppingList() {
  const words = useWords<typeof en>("household").shopping;
  const [{ show, fill }, setUrl] = useUrl(parameters);
  const views = (["open", "bought"] as const).map((id) => ({ id, label: words.views[id] }));
  return (
    <Page title={words.title} actions={<Button onClick={() => setUrl({ fill: true })}>{words.fill}</Button>}>
      <AddLine />
      <Tabs label={words.show} tabs={views} value={show} onChange={(next) => setUrl({ show: next })}>
        {show === "open" ? <Open /> : <Past />}
      </Tabs>
      <p className="quiet">
        <Link to="/household/vendors">{words.shops}</Link>
      </p>
      <FillList open={fill} onClose={() => setUrl({ fill: false })} />
    </Page>
  );
}

function AddLine() {
  const words = useWords<typeof en>("household").shopping;
  const [{ add }] = useUrl(parameters);
  const [text, setText] = useState("");
  const adding = useChange("household.shopping-items.create");
  const save = async () => {
    const added = await adding.run({ body: { name: text.trim() }, title: text.trim() });
    if (added) setText("");
  };
  return (
    <QuickAdd
      ref={(line) => {
        if (add) line?.focus();
      }}
      label={words.add}
      text={text}
      onText={setText}
      maxLength={200}
      onAdd={() => void save()}
      busy={adding.isPending}
      error={adding.problem?.text}
    />
  );
}

/** In the order in which one walks through a shop; what needs to stay cold comes last. */
const SHELVES = ["pantry", "other", "fridge", "freezer"] as const;

function Open() {
  const words = useWords<typeof en>("household").shopping;
  const list = useList("household.shopping-items.list", queries.open);
  const pantry = useList("household.pantry-items.list", PANTRY);
  const [openedAt] = useState(() => now().toISOString());
  const [sheet, setSheet] = useState<{ row: ShoppingItem; kind: "edit" | "bought" }>();
  const [, setUrl] = useUrl(parameters);

  const rows = all(list).filter(({ isPurchased, purchasedAt }) => !isPurchased || (purchasedAt ?? "") >= openedAt);
  const shelfOf = shelvesOf(all(pantry));
  const groups = SHELVES.map((shelf) => ({
    shelf,
    rows: rows.filter((row) => shelfOf(row) === shelf).sort((a, b) => compare(a.name, b.name)),
  })).filter((group) => group.rows.length > 0);
  const left = rows.filter(({ isPurchased }) => !isPurchased).length;
  const item = useItem((row, kind) => setSheet({ row, kind }));
  const empty = (
    <Empty
      icon="basket"
      title={words.empty}
      action={<Button onClick={() => setUrl({ fill: true })}>{words.fill}</Button>}
    >
      {words.emptyHint}
    </Empty>
  );

  // Where a row stands follows from the pantry: without it, rows would change their places under the thumb.
  if (list.state === "loading" || pantry.state === "loading") return <Waiting />;
  return (
    <div className="shopping stack">
      {rows.length > 0 && (
        <p className="quiet" role="status">
          {words.left(left)}
        </p>
      )}
      {groups.length === 0 && (
        <List
          label={words.title}
          rows={list.state === "ready" ? rowsOf<ShoppingItem>([]) : list}
          keyOf={idOf}
          item={item}
          empty={empty}
        />
      )}
      {groups.map(({ shelf, rows: onShelf }) => (
        <Section key={shelf} title={words.shelves[shelf]}>
          <List
            label={words.shelves[shelf]}
            rows={rowsOf(onShelf, shelf)}
            keyOf={idOf}
            item={item}
            empty={null}
            onDelete={remove}
          />
        </Section>
      ))}
      {list.hasMore && <Button onClick={() => list.show(list.count, list.count + 1)}>{words.more}</Button>}
      {list.newer > 0 && (
        <Button kind="main" icon="up" onClick={list.showNewer}>
          {words.newer(list.newer)}
        </Button>
      )}
      <EditShopping row={sheet?.kind === "edit" ? sheet.row : undefined} onClose={() => setSheet(undefined)} />
      <Bought row={sheet?.kind === "bought" ? sheet.row : undefined} onClose={() => setSheet(undefined)} />
    </div>
  );
}

const Waiting = () => (
  <div className="list-box">
    <Skeleton rows={6} />
  </div>
);

function Past() {
  const words = useWords<typeof en>("household").shopping;
  const list = useList("household.shopping-items.list", queries.bought);
  const item = useItem();
  return (
    <div className="shopping">
      <List
        label={words.views.bought}
        rows={list}
        keyOf={idOf}
        item={item}
        empty={<Empty icon="check" title={words.nothingBought} />}
        onDelete={remove}
      />
    </div>
  );
}

/** A row that a thumb can hit anywhere. */
function useItem(open?: (row: ShoppingItem, kind: "edit" | "bought") => void): (row: ShoppingItem) => Item {
  const words = useWords<typeof en>("household").shopping;
  return (row) => {
    const toggle = () => void (row.isPurchased ? putBack(row) : buy(row, words.bought(row.name)));
    return {
      name: row.name,
      onOpen: toggle,
      check: { checked: row.isPurchased, label: words.bought(row.name), onChange: toggle },
      end: <End row={row} />,
      menu: [
        ...(open && !row.isPurchased
          ? [
              { label: words.boughtWith, icon: "money", onSelect: () => open(row, "bought") } as const,
              { label: words.edit, icon: "pencil", onSelect: () => open(row, "edit") } as const,
            ]
          : []),
        { label: words.remove, danger: true, icon: "trash", keys: "Shift+Delete", onSelect: () => void remove(row) },
      ],
    };
  };
}

function End({ row: { quantity, unit, needByDate, isPurchased, source } }: { row: ShoppingItem }) {
  const words = useWords<typeof en>("household").shopping;
  const said = quantity === 1 && (!unit || unit === "piece") ? "" : amount(quantity, unit);
  return (
    <>
      {needByDate && !isPurchased && needByDate <= today() && (
        <State tone="warn">{words.needBy(relativeDay(needByDate))}</State>
      )}
      {source === "restock" && !isPurchased && <span className="quiet small wide-only">{words.ranLow}</span>}
      {said && <span className="data">{said}</span>}
    </>
  );
}

/** Where a thing stands in a shop follows from where it is kept at home, by the item it fills up or the one of its name. */
function shelvesOf(pantry: readonly RowOf<"household.pantry-items.list">[]) {
  const byId = new Map(pantry.map(({ id, storageLocation }) => [id, storageLocation]));
  const byName = new Map(pantry.map(({ name, storageLocation }) => [name.toLowerCase(), storageLocation]));
  return ({ pantryItemId, name }: ShoppingItem) =>
    (pantryItemId && byId.get(pantryItemId)) || (byName.get(name.toLowerCase()) ?? ("other" as const));
}

const idOf = ({ id }: ShoppingItem) => id;

/** The rows that were read. */
function all<T>({ count, at }: { count: number; at: (index: number) => T | undefined }): T[] {
  return Array.from({ length: count }, (_, index) => at(index)).filter((row) => row !== undefined);
}

const buy = (row: ShoppingItem, undoText: string) =>
  change("household.shopping-items.purchase", {
    path: { shoppingItemId: row.id },
    body: {},
    row,
    patch: { isPurchased: true, purchasedAt: now().toISOString() },
    title: row.name,
    undo: () => putBack(row),
    undoText,
  });

const putBack = (row: ShoppingItem) =>
  change("household.shopping-items.putBack", {
    path: { shoppingItemId: row.id },
    row,
    patch: { isPurchased: false, purchasedAt: null },
    title: row.name,
  });

const remove = (row: ShoppingItem) =>
  change("household.shopping-items.remove", { path: { shoppingItemId: row.id }, row, title: row.name });

/** Everything that moved on the accounts, the newest first. */
import "./finance.css";
import create from "contract:finance.transactions.create";
import { useState } from "react";
import { change } from "#console/data/change.ts";
import type { Params } from "#console/data/client.ts";
import { prefetchList, useList } from "#console/data/list.ts";
import { flag, oneOf, text, useUrl, valuesOf } from "#console/data/url.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button, ButtonLink } from "#console/ui/Button.tsx";
import { Select, Text } from "#console/ui/Field.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type { Filter } from "./BulkEdit.tsx";
import { ExportSheet } from "./ExportSheet.tsx";
import { ACCOUNTS, CATEGORIES, useAccounts, useCategories, useOwnCurrency } from "./rows.ts";
import { TransactionFields } from "./TransactionFields.tsx";
import { TransactionList } from "./TransactionList.tsx";
import type en from "./words.en.ts";

const STATES = ["all", "pending", "posted"] as const;
/** Of the filter by category, in the address and to the API: those without one. */
const NONE = "none";

interface Url {
  q: string | undefined;
  account: string | undefined;
  category: string | undefined;
  state: (typeof STATES)[number];
  add: boolean;
  export: boolean;
}
const parameters = {
  q: text(),
  account: text(),
  category: text(),
  state: oneOf(...STATES),
  add: flag(),
  export: flag(),
};

/** What is split counts for the categories of its parts. */
const filterOf = ({ q, account, category, state }: Url): Filter => ({
  ...(q && { q }),
  ...(account && { accountId: account }),
  ...(category && { countsFor: category }),
  ...(state !== "all" && { status: state }),
});
const queryOf = (url: Url): NonNullable<Params<"finance.transactions.list">["query"]> => ({
  sort: "-date",
  ...filterOf(url),
});

export const load: PageModule["load"] = ({ url }) => {
  prefetchList("finance.transactions.list", { query: queryOf(valuesOf<Url>(parameters, url.searchParams)) });
  prefetchList("finance.accounts.list", ACCOUNTS);
  prefetchList("finance.budget-categories.list", CATEGORIES);
};

export default function Transactions() {
  const { transactions: words, transfers, exporting } = useWords<typeof en>("finance");
  const [url, setUrl] = useUrl<Url>(parameters);
  const rows = useList("finance.transactions.list", { query: queryOf(url) });
  const isAll = !url.q && !url.account && !url.category && url.state === "all";
  const addButton = (
    <Button icon="plus" kind={rows.state === "empty" && isAll ? "main" : "plain"} onClick={() => setUrl({ add: true })}>
      {words.add}
    </Button>
  );
  return (
    <Page
      title={words.title}
      actions={
        <>
          <ButtonLink kind="bare" to="/finance/transfers">
            {transfers.link}
          </ButtonLink>
          <ButtonLink kind="bare" to="/finance/rules">
            {words.rules}
          </ButtonLink>
          <ButtonLink kind="bare" to="/finance/categories">
            {words.categories}
          </ButtonLink>
          <Button kind="bare" onClick={() => setUrl({ export: true })}>
            {exporting.open}
          </Button>
          {addButton}
        </>
      }
    >
      <Filters url={url} setUrl={setUrl} />
      <TransactionList
        label={words.title}
        rows={rows}
        filter={filterOf(url)}
        empty={
          isAll ? (
            <Empty icon="money" title={words.empty} action={addButton}>
              {words.emptyHint}
            </Empty>
          ) : (
            <Empty icon="filter" title={words.noneMatch} />
          )
        }
      />
      {url.export && <ExportSheet account={url.account} onClose={() => setUrl({ export: false })} />}
      {url.add && <Add account={url.account} onClose={() => setUrl({ add: false })} />}
    </Page>
  );
}

function Filters({ url, setUrl }: { url: Url; setUrl: (changed: Partial<Url>) => void }) {
  const words = useWords<typeof en>("finance");
  const accounts = useAccounts();
  const categories = useCategories();
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  return (
    <div className="money-filters" role="search" aria-label={words.transactions.filter}>
      <Search q={url.q} onSearch={(q) => setUrl({ q })} />
      <Select
        label={words.fields.account}
        value={url.account ?? ""}
        choices={[{ value: "", label: words.transactions.allAccounts }, ...accounts.map(named)]}
        onChange={({ target }) => setUrl({ account: target.value || undefined })}
      />
      <Select
        label={words.fields.category}
        value={url.category ?? ""}
        choices={[
          { value: "", label: words.transactions.allCategories },
          { value: NONE, label: words.transactions.noCategory },
          ...categories.map(named),
        ]}
        onChange={({ target }) => setUrl({ category: target.value || undefined })}
      />
      <Select
        label={words.fields.status}
        value={url.state}
        choices={STATES.map((value) => ({ value, label: words.transactions[value] }))}
        onChange={({ target }) => setUrl({ state: STATES.find((one) => one === target.value) })}
      />
    </div>
  );
}

/** Looks when Enter is pressed, and stops when the field is empty. */
function Search({ q, onSearch }: { q: string | undefined; onSearch: (q: string | undefined) => void }) {
  const words = useWords<typeof en>("finance").search;
  const [typed, setTyped] = useState(q ?? "");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim() || undefined);
      }}
    >
      <Text
        type="search"
        label={words.find}
        placeholder={words.help}
        maxLength={200}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          if (target.value === "" && q) onSearch(undefined);
        }}
      />
    </form>
  );
}

function Add({ account, onClose }: { account: string | undefined; onClose: () => void }) {
  const words = useWords<typeof en>("finance").transactions;
  const ownCurrency = useOwnCurrency();
  const known = useAccounts().find(({ id }) => id === account);
  const begin = {
    date: today(),
    currency: known?.currency ?? ownCurrency,
    status: "posted" as const,
    ...(known && { accountId: known.id }),
  };
  return (
    <FormSheet
      title={words.add}
      form={create}
      begin={begin}
      why={(form) => form.value("amountCents").value === null && words.sayAmount}
      fields={(form) => <TransactionFields form={form} isNew />}
      save={(body) => {
        const { amountCents = 0, ...rest } = body as { amountCents?: number };
        return change("finance.transactions.create", { body: { ...begin, amountCents, ...rest }, isQuiet: true });
      }}
      onClose={onClose}
    />
  );
}

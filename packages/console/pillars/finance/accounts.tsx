/** Where the money is: accounts by kind, and what they come to in each currency. */
import create from "contract:finance.accounts.create";
import update from "contract:finance.accounts.update";
import { useState } from "react";
import { change } from "#console/data/change.ts";
import type { Form } from "#console/data/form.ts";
import { prefetchList, useList } from "#console/data/list.ts";
import { prefetch } from "#console/data/read.ts";
import { flag, useUrl } from "#console/data/url.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button, ButtonLink } from "#console/ui/Button.tsx";
import { Select, Text } from "#console/ui/Field.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { MoneyField } from "#console/ui/NumberField.tsx";
import { Card, Page, Section } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty, Tag } from "#console/ui/State.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { useWords } from "#console/words/words.ts";
import { CurrencyField } from "./Amount.tsx";
import { BANKS, BackFromBank, Banks, ConnectBank } from "./Banks.tsx";
import { Money } from "./Money.tsx";
import { ACCOUNTS, type Account, useAll, useOwnCurrency } from "./rows.ts";
import type en from "./words.en.ts";

export const TYPES = ["checking", "savings", "credit", "investment", "loan", "cash", "other"] as const;
const parameters = { add: flag() };

export const load: PageModule["load"] = () => {
  prefetchList("finance.accounts.list", ACCOUNTS);
  prefetchList("identity.connections.list", BANKS);
  prefetch("identity.connections.listProviders");
};

export default function Accounts() {
  const { accounts: words, netWorth } = useWords<typeof en>("finance");
  const [{ add }, setUrl] = useUrl(parameters);
  const rows = useList("finance.accounts.list", ACCOUNTS);
  const all = useAll(rows);
  const [edited, setEdited] = useState<Account>();
  const item = useItem(setEdited);
  const open = all.filter(({ isClosed }) => !isClosed);
  const closed = all.filter(({ isClosed }) => isClosed);
  const addButton = (
    <Button icon="plus" kind={rows.state === "empty" ? "main" : "plain"} onClick={() => setUrl({ add: true })}>
      {words.add}
    </Button>
  );
  const part = (title: string, accounts: readonly Account[], key: string) =>
    accounts.length > 0 && (
      <Section key={key} title={title}>
        <List
          label={title}
          rows={rowsOf(accounts, key)}
          keyOf={({ id }) => id}
          item={item}
          empty={null}
          onDelete={(row) => void remove(row)}
          lines={2}
        />
      </Section>
    );
  return (
    <Page
      title={words.title}
      actions={
        <>
          <ConnectBank />
          <ButtonLink kind="bare" to="/finance/net-worth">
            {netWorth.title}
          </ButtonLink>
          {addButton}
        </>
      }
    >
      <BackFromBank />
      {rows.state === "ready" ? (
        <>
          {open.length > 0 && <Totals accounts={open} />}
          {TYPES.map((type) =>
            part(
              words.types[type],
              open.filter((one) => one.type === type),
              type,
            ),
          )}
          {part(words.closed, closed, "closed")}
        </>
      ) : (
        // It says by itself that it is on its way, or why it did not come.
        <List
          label={words.title}
          rows={rows}
          keyOf={({ id }) => id}
          item={item}
          empty={
            <Empty icon="card" title={words.empty} action={addButton}>
              {words.emptyHint}
            </Empty>
          }
        />
      )}
      <Banks />
      {add && <Add onClose={() => setUrl({ add: false })} />}
      {edited && <EditAccount account={edited} onClose={() => setEdited(undefined)} />}
    </Page>
  );
}

/** What is there in all, each currency apart: nobody knows here what one is worth in another. */
function Totals({ accounts }: { accounts: readonly Account[] }) {
  const words = useWords<typeof en>("finance").accounts;
  const totals = new Map<string, number>();
  for (const { currency, balanceCents } of accounts) totals.set(currency, (totals.get(currency) ?? 0) + balanceCents);
  return (
    <Card flush>
      <Facts
        facts={[...totals].sort().map(([currency, cents]) => ({
          name: words.totalIn(currency),
          value: <Money cents={cents} currency={currency} />,
        }))}
      />
    </Card>
  );
}

function useItem(edit: (account: Account) => void): (account: Account) => Item {
  const words = useWords<typeof en>("finance").accounts;
  return (account) => ({
    name: account.name,
    to: `/finance/accounts/${account.id}`,
    sub: account.institution && <span dir="auto">{account.institution}</span>,
    end: (
      <>
        {account.isClosed && <Tag>{words.isClosed}</Tag>}
        <Money cents={account.balanceCents} currency={account.currency} />
      </>
    ),
    menu: [
      { label: words.change, icon: "pencil", onSelect: () => edit(account) },
      account.isClosed
        ? { label: words.reopen, icon: "undo", onSelect: () => void setClosed(account, false) }
        : { label: words.close, icon: "lock", onSelect: () => void setClosed(account, true) },
      {
        label: words.delete,
        icon: "trash",
        danger: true,
        keys: "Shift+Delete",
        onSelect: () => void remove(account),
      },
    ],
  });
}

function Add({ onClose }: { onClose: () => void }) {
  const words = useWords<typeof en>("finance").accounts;
  const begin = { type: "checking" as const, currency: useOwnCurrency(), openingBalanceCents: 0 };
  return (
    <FormSheet
      title={words.add}
      form={create}
      begin={begin}
      fields={(form) => <AccountFields form={form} />}
      save={(body) => {
        const { name = "", ...rest } = body as { name?: string };
        return change("finance.accounts.create", { body: { ...begin, ...rest, name }, isQuiet: true });
      }}
      onClose={onClose}
    />
  );
}

export function EditAccount({ account, onClose }: { account: Account; onClose: () => void }) {
  return (
    <FormSheet
      title={account.name}
      form={update}
      row={account}
      // What a connected account has is its bank's to say.
      fields={(form) => <AccountFields form={form} isConnected={account.connectionId !== null} />}
      save={(body, row) =>
        change("finance.accounts.update", {
          path: { accountId: account.id },
          body,
          row,
          title: account.name,
          isQuiet: true,
        })
      }
      onClose={onClose}
    />
  );
}

function AccountFields({ form, isConnected }: { form: Form; isConnected?: boolean }) {
  const words = useWords<typeof en>("finance");
  const { value: cents, onChange: setCents, error } = form.value<number>("openingBalanceCents");
  const currency = form.value<string>("currency");
  return (
    <>
      <Text label={words.fields.name} {...form.input("name")} />
      <Text label={words.accounts.institution} {...form.input("institution")} />
      <Select
        label={words.accounts.type}
        choices={TYPES.map((value) => ({ value, label: words.accounts.kinds[value] }))}
        {...form.input("type")}
      />
      <div className="fields-row">
        {!isConnected && (
          <MoneyField
            label={words.balance.opening}
            help={words.balance.openingHelp}
            error={error}
            cents={cents}
            currency={currency.value ?? "USD"}
            onChange={setCents}
          />
        )}
        <CurrencyField
          label={words.fields.currency}
          error={currency.error}
          value={currency.value ?? "USD"}
          onChange={currency.onChange}
        />
      </div>
    </>
  );
}

export const setClosed = (account: Account, isClosed: boolean) =>
  change("finance.accounts.update", {
    path: { accountId: account.id },
    body: { isClosed },
    row: account,
    title: account.name,
  });

const remove = (account: Account) =>
  change("finance.accounts.remove", { path: { accountId: account.id }, row: account, title: account.name });

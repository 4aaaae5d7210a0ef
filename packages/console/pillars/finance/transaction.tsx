/** One transaction: what it was, what its receipt says, and where it came from. */
import update from "contract:finance.transactions.update";
import { Link, useNavigate, useParams } from "react-router";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { useForm } from "#console/data/form.ts";
import { prefetchList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { Entity } from "#console/frame/Entity.tsx";
import { FormBody } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { List } from "#console/ui/List.tsx";
import { Card, Columns, Page, Section } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Tag } from "#console/ui/State.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useCommon } from "#console/words/common.ts";
import { day, number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { Money } from "./Money.tsx";
import { Receipt } from "./Receipt.tsx";
import { ACCOUNTS, CATEGORIES } from "./rows.ts";
import { Splits } from "./Splits.tsx";
import { TransactionFields } from "./TransactionFields.tsx";
import { TransferOf } from "./TransferOf.tsx";
import address from "./transaction.css?url";
import { nameOf, remove } from "./transaction-changes.ts";
import type en from "./words.en.ts";

type Whole = Answer<"finance.transactions.get">;

export const load: PageModule["load"] = ({ params }) => {
  prefetch("finance.transactions.get", { path: { transactionId: params.transactionId! } });
  prefetchList("finance.accounts.list", ACCOUNTS);
  prefetchList("finance.budget-categories.list", CATEGORIES);
};

export default function TransactionPage() {
  const words = useWords<typeof en>("finance").transactions;
  const common = useCommon();
  const go = useNavigate();
  const { transactionId } = useParams() as { transactionId: string };
  const { data, problem, isLoading, retry } = useRead("finance.transactions.get", { path: { transactionId } });
  const forget = async (row: Whole) => {
    await remove(row);
    void go("/finance/transactions");
  };
  return (
    <Page
      above={<Link to="/finance/transactions">{words.title}</Link>}
      title={data ? (nameOf(data) ?? words.unnamed) : words.title}
      lead={
        data && (
          <>
            <Money cents={data.amountCents} currency={data.currency} /> · {day(data.date, "long")}{" "}
            {data.status === "pending" && <Tag icon="clock">{words.pending}</Tag>}
          </>
        )
      }
      actions={
        data && (
          <Button kind="bare" icon="trash" onClick={() => void forget(data)}>
            {common.delete}
          </Button>
        )
      }
      state={isLoading ? "loading" : problem && !data ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      <link rel="stylesheet" href={address} precedence="page" />
      {data && (
        <Columns told={<Told row={data} />}>
          <Edit key={data.id} row={data} />
          <Splits key={`parts of ${data.id}`} row={data} />
          <Items row={data} />
        </Columns>
      )}
    </Page>
  );
}

function Edit({ row }: { row: Whole }) {
  const words = useWords<typeof en>("finance");
  const form = useForm(update, { values: row, draft: row.id });
  const save = form.submit((body, before) =>
    change("finance.transactions.update", {
      path: { transactionId: row.id },
      body,
      row: before,
      title: nameOf(row),
      isQuiet: true,
    }),
  );
  return (
    <Card>
      <FormBody form={form} onSubmit={save} why={!form.isDirty && words.saved}>
        <TransactionFields form={form} isSplit={row.isSplit} />
      </FormBody>
    </Card>
  );
}

function Items({ row: { receiptItems, currency } }: { row: Whole }) {
  const words = useWords<typeof en>("finance").transactions;
  if (receiptItems.length === 0) return null;
  return (
    <Section title={words.items}>
      <List
        label={words.items}
        rows={rowsOf(receiptItems)}
        keyOf={({ id }) => id}
        item={({ name, quantity, unit, amountCents, pantryItemId }) => ({
          name,
          sub: (
            <>
              {(quantity !== 1 || unit) && (
                <span className="data">
                  {number(quantity, { maximumFractionDigits: 3 })} {unit}
                </span>
              )}
              {pantryItemId !== null && <Entity type="pantry_item" id={pantryItemId} />}
            </>
          ),
          end: <Money cents={amountCents} currency={currency} />,
        })}
        empty={null}
        lines={2}
      />
    </Section>
  );
}

function Told({ row }: { row: Whole }) {
  const words = useWords<typeof en>("finance").transactions;
  const { sourceEmailId, receiptFileId, externalId, importHash } = row;
  const isFromFile = sourceEmailId === null && (externalId !== null || importHash !== null);
  const source = sourceEmailId ? (
    <Entity type="email" id={sourceEmailId} />
  ) : isFromFile ? (
    words.fromBank
  ) : (
    words.byHand
  );
  return (
    <>
      {receiptFileId !== null && <Receipt fileId={receiptFileId} />}
      <TransferOf row={row} />
      <Section title={words.about}>
        <Card flush>
          <Facts
            facts={[
              { name: words.source, value: source },
              { name: words.added, value: <Time at={row.createdAt} form="moment" /> },
            ]}
          />
        </Card>
      </Section>
    </>
  );
}

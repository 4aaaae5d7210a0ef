/** What is to be paid, the next first, until its payment is seen or its person says that it was paid. */
import { useState } from "react";
import { allOf, isWhole } from "#console/data/arranged.ts";
import { change } from "#console/data/change.ts";
import { beginListsAnew, prefetchList, useList } from "#console/data/list.ts";
import { oneOf, text, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { ButtonLink } from "#console/ui/Button.tsx";
import type { Item } from "#console/ui/List.tsx";
import type { MenuItem } from "#console/ui/Menu.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Sure } from "#console/ui/Sure.tsx";
import { Views } from "#console/ui/Views.tsx";
import { list } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { BillSheet } from "./BillSheet.tsx";
import { type Bill, BillState, isOnlySaid } from "./BillState.tsx";
import { Money } from "./Money.tsx";
import { amountsOf } from "./monthly.ts";
import type en from "./words.en.ts";

const VIEWS = ["open", "paid", "cancelled"] as const;
interface Url {
  show: (typeof VIEWS)[number];
  /** The one that is looked at. */
  open: string | undefined;
}
const parameters = { show: oneOf(...VIEWS), open: text() };

const billsOf = ({ show }: Pick<Url, "show">) => ({
  query: { status: show, sort: show === "open" ? ("dueOn" as const) : ("-dueOn" as const) },
});

export const load: PageModule["load"] = ({ url }) =>
  prefetchList("finance.bills.list", billsOf(valuesOf<Url>(parameters, url.searchParams)));

export default function Bills() {
  const words = useWords<typeof en>("finance").bills;
  const [url, setUrl] = useUrl<Url>(parameters);
  const [asked, setAsked] = useState<Bill>();
  const rows = useList("finance.bills.list", billsOf(url));
  const item = useItem((row) => setUrl({ open: row.id }, { isStep: true }), setAsked);
  const sums = url.show === "open" && isWhole(rows) ? amountsOf(sumsOf(allOf(rows))) : [];
  return (
    <Page
      title={words.title}
      actions={
        <ButtonLink kind="bare" to="/finance/recurring">
          {words.recurring}
        </ButtonLink>
      }
    >
      <Views
        label={words.title}
        show={words.show}
        views={VIEWS}
        names={words.views}
        value={url.show}
        onChange={(show) => setUrl({ show })}
        rows={rows}
        item={item}
        empty={{ icon: "card", title: words.empty[url.show], children: url.show === "open" && words.emptyHint }}
        lines={2}
      />
      {sums.length > 0 && <p className="quiet">{words.inAll(list(sums))}</p>}
      {url.open && (
        <BillSheet id={url.open} onClose={() => setUrl({ open: undefined })} onPay={setAsked} onReopen={reopen} />
      )}
      {asked && (
        <Sure
          title={words.sure(asked.merchantName)}
          text={words.sureText}
          action={words.pay}
          close={() => setAsked(undefined)}
          run={() => pay(asked)}
        />
      )}
    </Page>
  );
}

function sumsOf(bills: readonly Bill[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { currency, amountCents } of bills) sums.set(currency, (sums.get(currency) ?? 0) + amountCents);
  return sums;
}

function useItem(open: (row: Bill) => void, ask: (row: Bill) => void): (row: Bill) => Item {
  const words = useWords<typeof en>("finance").bills;
  return (row) => {
    const to = (label: string, icon: MenuItem["icon"], path: string | null): MenuItem[] =>
      path === null ? [] : [{ label, icon, to: path }];
    return {
      name: row.merchantName,
      onOpen: () => open(row),
      sub: (
        <>
          <BillState bill={row} />
          {row.sourceEmailId !== null && (
            <>
              {" · "}
              {words.byMail}
            </>
          )}
          {row.recurringTransactionId !== null && (
            <>
              {" · "}
              {words.recurs}
            </>
          )}
        </>
      ),
      end: <Money cents={row.amountCents} currency={row.currency} />,
      menu: [
        ...(row.status === "open"
          ? [{ label: words.pay, icon: "check", onSelect: () => ask(row) } satisfies MenuItem]
          : []),
        ...(isOnlySaid(row)
          ? [{ label: words.reopen, icon: "again", onSelect: () => reopen(row) } satisfies MenuItem]
          : []),
        ...to(words.toPayment, "money", row.transactionId && `/finance/transactions/${row.transactionId}`),
        ...to(words.toMail, "mail", row.sourceEmailId && `/ingest/emails/${row.sourceEmailId}`),
        ...to(
          words.toRecurring,
          "repeat",
          row.recurringTransactionId && `/finance/recurring?open=${row.recurringTransactionId}`,
        ),
      ],
    };
  };
}

async function pay(row: Bill): Promise<void> {
  await change("finance.bills.pay", { path: { billId: row.id }, row, title: row.merchantName });
  await beginListsAnew("finance.bills");
}

/** What goes wrong is told where all that is changed is. */
const reopen = (row: Bill) =>
  void change("finance.bills.reopen", { path: { billId: row.id }, row, title: row.merchantName })
    .then(() => beginListsAnew("finance.bills"))
    .catch(() => {});

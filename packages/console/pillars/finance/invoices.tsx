/** What others are to pay: drafts, what was sent and is not paid yet, and the rest. */
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { oneOf, useUrl, valuesOf } from "#console/data/url.ts";
import { Entity } from "#console/frame/Entity.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { ButtonLink } from "#console/ui/Button.tsx";
import type { Item } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Views } from "#console/ui/Views.tsx";
import { day, dayOf } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { InvoiceStatus } from "./InvoiceStatus.tsx";
import { Money } from "./Money.tsx";
import type en from "./words.en.ts";

type Invoice = RowOf<"finance.invoices.list">;

const VIEWS = ["all", "draft", "sent", "paid", "void"] as const;
interface Url {
  show: (typeof VIEWS)[number];
}
const parameters = { show: oneOf(...VIEWS) };

/** What was sent stands in the order in which it is due. */
const invoicesOf = ({ show }: Url) => ({
  query: show === "all" ? {} : show === "sent" ? { status: show, sort: "dueOn" as const } : { status: show },
});

export const load: PageModule["load"] = ({ url }) =>
  prefetchList("finance.invoices.list", invoicesOf(valuesOf<Url>(parameters, url.searchParams)));

export default function Invoices() {
  const words = useWords<typeof en>("finance").invoices;
  const [url, setUrl] = useUrl<Url>(parameters);
  const rows = useList("finance.invoices.list", invoicesOf(url));
  const item = useItem();
  const toWork = (
    <ButtonLink icon="clock" kind={rows.state === "empty" ? "main" : "plain"} to="/finance/billables">
      {words.work}
    </ButtonLink>
  );
  return (
    <Page title={words.title} actions={toWork}>
      <Views
        label={words.title}
        show={words.show}
        views={VIEWS}
        names={words.views}
        value={url.show}
        onChange={(show) => setUrl({ show })}
        rows={rows}
        item={item}
        empty={{ icon: "card", title: words.empty[url.show], children: url.show === "all" && words.emptyHint }}
        lines={2}
      />
    </Page>
  );
}

function useItem(): (invoice: Invoice) => Item {
  const words = useWords<typeof en>("finance").invoices;
  return (invoice) => ({
    name: invoice.number === null ? words.draft : words.numbered(invoice.number),
    to: `/finance/invoices/${invoice.id}`,
    sub: (
      <>
        <InvoiceStatus invoice={invoice} />
        {" · "}
        {day(invoice.issuedOn ?? dayOf(invoice.createdAt))}
        {invoice.contactId !== null && (
          <>
            {" · "}
            <Entity type="contact" id={invoice.contactId} />
          </>
        )}
      </>
    ),
    end: <Money cents={invoice.totalCents} currency={invoice.currency} />,
  });
}

/** One invoice: its lines and what they come to, and its paper; sent, mailed, paid or made void. */
import "./finance.css";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { change } from "#console/data/change.ts";
import { beginListsAnew } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { Entity } from "#console/frame/Entity.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Card, Page, Section } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Sure } from "#console/ui/Sure.tsx";
import { type Column, Facts, Table } from "#console/ui/Table.tsx";
import { day, number } from "#console/words/format.ts";
import { useWords, type Words } from "#console/words/words.ts";
import { InvoiceForm } from "./InvoiceForm.tsx";
import { MailInvoice, MailState } from "./InvoiceMail.tsx";
import { InvoicePaper } from "./InvoicePaper.tsx";
import { type Invoice, InvoiceStatus } from "./InvoiceStatus.tsx";
import { Money } from "./Money.tsx";
import type en from "./words.en.ts";

type Line = Invoice["lines"][number];
type Verb = "send" | "pay" | "makeVoid";

export const load: PageModule["load"] = ({ params }) =>
  prefetch("finance.invoices.get", { path: { invoiceId: params.invoiceId! } });

export default function InvoicePage() {
  const words = useWords<typeof en>("finance").invoices;
  const { invoiceId } = useParams() as { invoiceId: string };
  const { data: invoice, problem, isLoading, retry } = useRead("finance.invoices.get", { path: { invoiceId } });
  return (
    <Page
      above={<Link to="/finance/invoices">{words.title}</Link>}
      title={invoice ? nameOf(invoice, words) : words.title}
      lead={
        invoice && (
          <span className="row">
            <InvoiceStatus invoice={invoice} />
            {invoice.contactId !== null && <Entity type="contact" id={invoice.contactId} />}
          </span>
        )
      }
      actions={invoice && <Actions invoice={invoice} />}
      state={isLoading ? "loading" : problem && !invoice ? "failed" : "ready"}
      problem={problem}
      retry={retry}
      wide
    >
      {invoice && (
        <div className="invoice">
          <div className="stack">
            <Lines invoice={invoice} />
            <Totals invoice={invoice} />
            {invoice.status === "draft" && <InvoiceForm key={invoice.id} invoice={invoice} />}
          </div>
          <InvoicePaper invoice={invoice} />
        </div>
      )}
    </Page>
  );
}

const nameOf = ({ number: given }: Invoice, words: Words<typeof en>["invoices"]): string =>
  given === null ? words.draft : words.numbered(given);

function Actions({ invoice }: { invoice: Invoice }) {
  const words = useWords<typeof en>("finance").invoices;
  const [asked, setAsked] = useState<Verb>();
  const [isMailing, setMailing] = useState(false);
  const name = nameOf(invoice, words);
  const { status } = invoice;
  return (
    <>
      {(status === "draft" || status === "sent") && (
        <Button kind="bare" onClick={() => setAsked("makeVoid")}>
          {words.makeVoid}
        </Button>
      )}
      {status === "draft" && <Button onClick={() => setAsked("send")}>{words.send}</Button>}
      {status !== "void" && (
        <Button
          kind={status === "draft" ? "main" : "plain"}
          icon="mail"
          why={invoice.mailStatus === "requested" && words.mailUnderway}
          onClick={() => setMailing(true)}
        >
          {invoice.mailAttempt > 0 ? words.mailAgain : words.mail}
        </Button>
      )}
      {status === "sent" && (
        <Button kind="main" icon="check" onClick={() => setAsked("pay")}>
          {words.pay}
        </Button>
      )}
      {isMailing && <MailInvoice invoice={invoice} name={name} onClose={() => setMailing(false)} />}
      {asked && (
        <Sure
          title={words.sure[asked](name)}
          text={words.sureText[asked]}
          action={words[asked]}
          close={() => setAsked(undefined)}
          run={() => does[asked](invoice, name)}
        />
      )}
    </>
  );
}

/** None of these can be taken back; afterwards it stands among others, and the entries of a void one are open again. */
const does: Record<Verb, (invoice: Invoice, title: string) => Promise<unknown>> = {
  send: (row, title) => change("finance.invoices.send", { path: { invoiceId: row.id }, row, title }).then(listsAnew),
  pay: (row, title) => change("finance.invoices.pay", { path: { invoiceId: row.id }, row, title }).then(listsAnew),
  makeVoid: (row, title) =>
    change("finance.invoices.makeVoid", { path: { invoiceId: row.id }, row, title })
      .then(listsAnew)
      .then(() => beginListsAnew("finance.billables")),
};

const listsAnew = () => beginListsAnew("finance.invoices");

function Lines({ invoice: { lines, currency } }: { invoice: Invoice }) {
  const words = useWords<typeof en>("finance");
  const percent = (value: number) => number(value / 100, { style: "percent", maximumFractionDigits: 2 });
  const columns: Column<Line>[] = [
    {
      id: "what",
      label: words.billables.what,
      isName: true,
      cell: ({ description }) => <span dir="auto">{description ?? words.billables.work}</span>,
    },
    { id: "day", label: words.fields.day, cell: ({ date }) => day(date) },
    {
      id: "hours",
      label: words.billables.hours,
      isNumber: true,
      cell: ({ hours }) => number(hours, { maximumFractionDigits: 2 }),
    },
    {
      id: "rate",
      label: words.billables.rate,
      isNumber: true,
      cell: ({ rateCents }) => <Money cents={rateCents} currency={currency} />,
    },
    {
      id: "tax",
      label: words.invoices.tax,
      isNumber: true,
      isExtra: true,
      cell: ({ taxPercent }) => percent(taxPercent),
    },
    {
      id: "net",
      label: words.invoices.net,
      isNumber: true,
      cell: ({ netCents }) => <Money cents={netCents} currency={currency} />,
    },
  ];
  return (
    <Section title={words.invoices.billed}>
      <Table
        label={words.invoices.billed}
        rows={rowsOf(lines)}
        columns={columns}
        keyOf={({ entryId }) => entryId}
        empty={null}
      />
    </Section>
  );
}

function Totals({ invoice }: { invoice: Invoice }) {
  const words = useWords<typeof en>("finance").invoices;
  const { currency } = invoice;
  return (
    <Card flush>
      <Facts
        facts={[
          { name: words.net, value: <Money cents={invoice.netCents} currency={currency} /> },
          { name: words.tax, value: <Money cents={invoice.taxCents} currency={currency} /> },
          {
            name: words.total,
            value: (
              <b>
                <Money cents={invoice.totalCents} currency={currency} />
              </b>
            ),
          },
          ...(invoice.issuedOn === null ? [] : [{ name: words.issued, value: day(invoice.issuedOn, "long") }]),
          ...(invoice.dueOn === null ? [] : [{ name: words.due, value: day(invoice.dueOn, "long") }]),
          ...(invoice.mailStatus === null ? [] : [{ name: words.mailed, value: <MailState invoice={invoice} /> }]),
        ]}
      />
    </Card>
  );
}

/** Work that somebody pays for: what is still to be invoiced, and what is. */
import createInvoice from "contract:finance.invoices.create";
import { useState } from "react";
import { useNavigate } from "react-router";
import { allOf, isWhole } from "#console/data/arranged.ts";
import { change } from "#console/data/change.ts";
import { beginListsAnew, prefetchList, useList } from "#console/data/list.ts";
import { flag, oneOf, useUrl, valuesOf } from "#console/data/url.ts";
import { Entity } from "#console/frame/Entity.tsx";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button, ButtonLink } from "#console/ui/Button.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import type { Item } from "#console/ui/List.tsx";
import type { MenuItem } from "#console/ui/Menu.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Page } from "#console/ui/Page.tsx";
import { State } from "#console/ui/State.tsx";
import type { Selection } from "#console/ui/selection.ts";
import { Views } from "#console/ui/Views.tsx";
import { duration, relativeDay } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { AddBillable, type Billable, EditBillable } from "./BillableSheets.tsx";
import { Money } from "./Money.tsx";
import { netOf } from "./net.ts";
import { Terms } from "./Terms.tsx";
import type en from "./words.en.ts";

const VIEWS = ["open", "invoiced"] as const;
interface Url {
  show: (typeof VIEWS)[number];
  add: boolean;
}
const parameters = { show: oneOf(...VIEWS), add: flag() };
/** As many entries as an invoice holds. */
const MOST_LINES = 100;

const entriesOf = ({ show }: Pick<Url, "show">) => ({
  query: { isInvoiced: show === "invoiced", sort: "-date" as const },
});

export const load: PageModule["load"] = ({ url }) =>
  prefetchList("finance.billables.list", entriesOf(valuesOf<Url>(parameters, url.searchParams)));

export default function Billables() {
  const words = useWords<typeof en>("finance").billables;
  const [url, setUrl] = useUrl<Url>(parameters);
  const rows = useList("finance.billables.list", entriesOf(url));
  const [edited, setEdited] = useState<Billable>();
  const [chosen, setChosen] = useState<readonly string[]>();
  const item = useItem(setEdited, (row) => setChosen([row.id]));
  const addButton = (
    <Button
      icon="plus"
      kind={rows.state === "empty" && url.show === "open" ? "main" : "plain"}
      onClick={() => setUrl({ add: true })}
    >
      {words.add}
    </Button>
  );
  const bulk = (selection: Selection) => {
    const ids = idsOf(selection, allOf(rows));
    const isUnknown = selection.mode === "all" && !isWhole(rows);
    return (
      <Button
        small
        kind="main"
        why={(isUnknown || ids.length > MOST_LINES) && words.tooMany}
        onClick={() => setChosen(ids)}
      >
        {words.invoice}
      </Button>
    );
  };
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <>
          <ButtonLink kind="bare" to="/finance/invoices">
            {words.invoices}
          </ButtonLink>
          {addButton}
        </>
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
        empty={{
          icon: "clock",
          title: words.empty[url.show],
          action: url.show === "open" && addButton,
          children: url.show === "open" && words.emptyHint,
        }}
        bulk={url.show === "open" ? bulk : undefined}
        onDelete={(row) => void remove(row)}
        lines={2}
      />
      {url.add && <AddBillable onClose={() => setUrl({ add: false })} />}
      {edited && <EditBillable entry={edited} onClose={() => setEdited(undefined)} />}
      {chosen && (
        <MakeInvoice
          entryIds={chosen}
          contactId={allOf(rows).find(({ id }) => id === chosen[0])?.contactId}
          onClose={() => setChosen(undefined)}
        />
      )}
    </Page>
  );
}

const idsOf = ({ mode, ids }: Selection, known: readonly Billable[]): string[] =>
  mode === "some" ? [...ids] : known.filter(({ id }) => !ids.has(id)).map(({ id }) => id);

function useItem(edit: (row: Billable) => void, invoice: (row: Billable) => void): (row: Billable) => Item {
  const words = useWords<typeof en>("finance").billables;
  return (row) => {
    const toInvoice: MenuItem[] =
      row.invoiceId !== null
        ? [{ label: words.toInvoice, icon: "card", to: `/finance/invoices/${row.invoiceId}` }]
        : row.isInvoiced
          ? []
          : [{ label: words.invoice, icon: "card", onSelect: () => invoice(row) }];
    return {
      name: row.description ?? words.work,
      onOpen: () => edit(row),
      sub: (
        <>
          {relativeDay(row.date)} · {duration(row.hours * 60)}
          {row.contactId !== null && (
            <>
              {" · "}
              <Entity type="contact" id={row.contactId} />
            </>
          )}
          {row.rateCents === 0 && (
            <>
              {" · "}
              <State tone="warn">{words.noRate}</State>
            </>
          )}
        </>
      ),
      end: <Money cents={netOf(row)} currency={row.currency} />,
      menu: [
        ...toInvoice,
        { label: words.change, icon: "pencil", onSelect: () => edit(row) },
        {
          label: words.delete,
          icon: "trash",
          danger: true,
          keys: "Shift+Delete",
          onSelect: () => void remove(row),
        },
      ],
    };
  };
}

type MakeInvoiceProps = {
  entryIds: readonly string[];
  /** Who pays. */
  contactId: string | null | undefined;
  onClose: () => void;
};

function MakeInvoice({ entryIds, contactId, onClose }: MakeInvoiceProps) {
  const words = useWords<typeof en>("finance").billables;
  const go = useNavigate();
  return (
    <FormSheet
      title={words.makeInvoice(entryIds.length)}
      form={createInvoice}
      label={words.invoice}
      fields={(form) => (
        <>
          {contactId && <Terms contactId={contactId} />}
          <NumberField
            label={words.tax}
            help={words.taxHelp}
            min={0}
            max={100}
            unit="%"
            {...form.value<number>("taxPercent")}
          />
          <DateField label={words.due} {...form.value<string>("dueOn")} />
        </>
      )}
      save={async (body) => {
        const made = await change("finance.invoices.create", {
          body: { ...body, entryIds: [...entryIds] },
          isQuiet: true,
        });
        await beginListsAnew("finance.billables");
        await go(`/finance/invoices/${made.id}`);
      }}
      onClose={onClose}
    />
  );
}

const remove = (row: Billable) =>
  change("finance.billables.remove", {
    path: { billableId: row.id },
    row,
    title: row.description ?? undefined,
  });

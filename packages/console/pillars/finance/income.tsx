/** What was earned: by month, and entry by entry. */
import { lazy, Suspense, useState } from "react";
import { change } from "#console/data/change.ts";
import { prefetchList, useList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { flag, useUrl } from "#console/data/url.ts";
import { Entity } from "#console/frame/Entity.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty, Problem, Skeleton } from "#console/ui/State.tsx";
import { relativeDay, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { AddIncome, EditIncome, type Income } from "./IncomeSheets.tsx";
import { Money } from "./Money.tsx";
import { lastMonths } from "./months.ts";
import type en from "./words.en.ts";

const IncomeByMonth = lazy(() => import("./IncomeByMonth.tsx"));

const ENTRIES = { query: { sort: "-date" as const, include: ["amount" as const, "description" as const] } };
const MONTHS = 12;
const parameters = { add: flag() };

const summed = () => ({ query: { by: "month" as const, from: `${lastMonths(today(), MONTHS)[0]}-01`, to: today() } });

export const load: PageModule["load"] = () => {
  prefetch("finance.income.summary", summed());
  prefetchList("finance.income.list", ENTRIES);
};

export default function IncomePage() {
  const words = useWords<typeof en>("finance").income;
  const [{ add }, setUrl] = useUrl(parameters);
  const rows = useList("finance.income.list", ENTRIES);
  const { data, problem, isLoading, retry } = useRead("finance.income.summary", summed());
  const [edited, setEdited] = useState<Income>();
  const item = useItem(setEdited);
  const addButton = (
    <Button icon="plus" kind={rows.state === "empty" ? "main" : "plain"} onClick={() => setUrl({ add: true })}>
      {words.add}
    </Button>
  );
  return (
    <Page
      title={words.title}
      actions={addButton}
      // All of it at once: below the chart nothing moves when it comes.
      state={isLoading || rows.state === "loading" ? "loading" : "ready"}
    >
      {problem && !data && <Problem problem={problem} retry={retry} />}
      {data && data.unreadable > 0 && <Remark icon="lock">{words.unreadable(data.unreadable)}</Remark>}
      {data && data.groups.length > 0 && (
        <Suspense fallback={<Skeleton kind="figure" rows={1} />}>
          <IncomeByMonth groups={data.groups} months={lastMonths(today(), MONTHS)} />
        </Suspense>
      )}
      <List
        label={words.title}
        rows={rows}
        keyOf={({ id }) => id}
        item={item}
        empty={
          <Empty icon="money" title={words.empty} action={addButton}>
            {words.emptyHint}
          </Empty>
        }
        onDelete={(row) => void remove(row)}
        lines={2}
      />
      {add && <AddIncome onClose={() => setUrl({ add: false })} />}
      {edited && <EditIncome entry={edited} onClose={() => setEdited(undefined)} />}
    </Page>
  );
}

function useItem(edit: (row: Income) => void): (row: Income) => Item {
  const words = useWords<typeof en>("finance").income;
  return (row) => ({
    name: row.description ?? words.unnamed,
    onOpen: () => edit(row),
    sub: (
      <>
        {relativeDay(row.date)} · {words.sources[row.sourceType]}
        {row.contactId !== null && (
          <>
            {" · "}
            <Entity type="contact" id={row.contactId} />
          </>
        )}
      </>
    ),
    end:
      row.amount == null ? (
        <span className="quiet">{words.notOpened}</span>
      ) : (
        <Money cents={Number(row.amount)} currency={row.currency} />
      ),
    menu: [
      { label: words.change, icon: "pencil", onSelect: () => edit(row) },
      {
        label: words.delete,
        icon: "trash",
        danger: true,
        keys: "Shift+Delete",
        onSelect: () => void remove(row),
      },
    ],
  });
}

const remove = (row: Income) =>
  change("finance.income.remove", { path: { incomeId: row.id }, row, title: row.description ?? undefined });

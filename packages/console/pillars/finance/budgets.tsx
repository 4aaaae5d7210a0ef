/** What may be spent: the envelopes of a month, and the months of a year. */
import { lazy, Suspense } from "react";
import { useChange } from "#console/data/change.ts";
import { prefetchList } from "#console/data/list.ts";
import { notify } from "#console/data/notices.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { oneOf, text, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button, ButtonLink, IconButton } from "#console/ui/Button.tsx";
import { Select } from "#console/ui/Field.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Problem, Skeleton } from "#console/ui/State.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { day, number, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { BudgetMonth } from "./BudgetMonth.tsx";
import { budgetsOf, categoriesOf, reportOf, yearOf } from "./budget-reads.ts";
import address from "./budgets.css?url";
import { isMonth, monthAfter } from "./months.ts";
import { useMoneyOf } from "./useMoneyOf.ts";
import type en from "./words.en.ts";

const BudgetYear = lazy(() => import("./BudgetYear.tsx"));

interface Url {
  view: "month" | "year";
  month: string | undefined;
  household: string | undefined;
}
const parameters = { view: oneOf("month", "year"), month: text(), household: text() };

/** The current one, unless another is asked for. */
const monthOf = ({ month }: Url): string => (month && isMonth(month) ? month : today().slice(0, 7));

export const load: PageModule["load"] = ({ url }) => {
  const asked = valuesOf<Url>(parameters, url.searchParams);
  const month = monthOf(asked);
  prefetch("identity.households.list");
  prefetchList("finance.budget-categories.list", categoriesOf(asked.household));
  if (asked.view === "year")
    return prefetch("finance.reports.year", yearOf(Number(month.slice(0, 4)), asked.household));
  prefetch("finance.reports.month", reportOf(month, asked.household));
  prefetchList("finance.budgets.list", budgetsOf(month, asked.household));
};

export default function Budgets() {
  const words = useWords<typeof en>("finance").budgets;
  const [url, setUrl] = useUrl<Url>(parameters);
  const { householdId, choices, isKnown } = useMoneyOf(url.household, words.mine);
  const month = monthOf(url);
  const isYear = url.view === "year";
  return (
    <>
      <link rel="stylesheet" href={address} precedence="page" />
      <Page
        title={words.title}
        actions={
          <>
            <ButtonLink kind="bare" to="/finance/categories">
              {words.categories}
            </ButtonLink>
            {!isYear && <CopyMonth month={month} householdId={householdId} />}
          </>
        }
        state={isKnown ? "ready" : "loading"}
      >
        <div className="budget-head">
          <Radios
            label={words.show}
            unseenLabel
            segmented
            value={url.view}
            choices={[
              { value: "month", label: words.views.month },
              { value: "year", label: words.views.year },
            ]}
            onChange={(view) => setUrl({ view }, { isStep: true })}
          />
          {choices.length > 1 && (
            <Select
              label={words.whose}
              unseenLabel
              value={householdId ?? ""}
              choices={choices}
              onChange={({ target }) => setUrl({ household: target.value || undefined })}
            />
          )}
          <When month={month} isYear={isYear} onGo={(next) => setUrl({ month: next }, { isStep: true })} />
        </div>
        {isYear ? (
          <Year year={Number(month.slice(0, 4))} householdId={householdId} />
        ) : (
          <BudgetMonth key={`${month} ${householdId}`} month={month} householdId={householdId} />
        )}
      </Page>
    </>
  );
}

/** One further, or back. The current month is the usual one, which no address has to name. */
function When({ month, isYear, onGo }: { month: string; isYear: boolean; onGo: (month: string | undefined) => void }) {
  const words = useWords<typeof en>("finance").budgets;
  const by = isYear ? 12 : 1;
  const go = (months: number) => {
    const next = monthAfter(month, months);
    if (isMonth(next)) onGo(next === today().slice(0, 7) ? undefined : next);
  };
  return (
    <div className="budget-when" role="group" aria-label={isYear ? words.whichYear : words.which}>
      <IconButton icon="left" label={isYear ? words.yearBefore : words.before} onClick={() => go(-by)} />
      <span aria-live="polite">
        {isYear ? number(Number(month.slice(0, 4)), { useGrouping: false }) : day(`${month}-01`, "month")}
      </span>
      <IconButton icon="right" label={isYear ? words.yearAfter : words.after} onClick={() => go(by)} />
    </div>
  );
}

function CopyMonth({ month, householdId }: { month: string; householdId: string | undefined }) {
  const words = useWords<typeof en>("finance").budgets;
  const { run, isPending } = useChange("finance.budgets.copy");
  const copy = async () => {
    const answer = await run({ body: { month: `${month}-01`, ...(householdId && { householdId }) }, isQuiet: false });
    if (!answer) return;
    notify(
      answer.copied > 0
        ? { kind: "done", text: words.copied(answer.copied) }
        : { kind: "info", text: words.nothingCopied },
    );
  };
  return (
    <Button icon="copy" busy={isPending} onClick={() => void copy()}>
      {words.copy}
    </Button>
  );
}

function Year({ year, householdId }: { year: number; householdId: string | undefined }) {
  const { data, problem, isLoading, retry } = useRead("finance.reports.year", yearOf(year, householdId));
  if (isLoading) return <Skeleton kind="figure" rows={1} />;
  if (!data) return problem ? <Problem problem={problem} retry={retry} /> : null;
  const of = householdId ? `&household=${householdId}` : "";
  return (
    <Suspense fallback={<Skeleton kind="figure" rows={1} />}>
      <BudgetYear year={data.year} months={data.months} to={(month) => `/finance/budgets?month=${month}${of}`} />
    </Suspense>
  );
}

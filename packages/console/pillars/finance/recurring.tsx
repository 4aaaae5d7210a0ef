/** Payments that come again and again: when the next one is expected, and what has changed about them. */
import { allOf, isWhole } from "#console/data/arranged.ts";
import { prefetchList, useList } from "#console/data/list.ts";
import { oneOf, text, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { ButtonLink } from "#console/ui/Button.tsx";
import type { Item } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { State } from "#console/ui/State.tsx";
import { Views } from "#console/ui/Views.tsx";
import { day, list, money, relativeDay } from "#console/words/format.ts";
import { useWords, type Words } from "#console/words/words.ts";
import { Money } from "./Money.tsx";
import { amountsOf, monthlyOf } from "./monthly.ts";
import { RecurringSheet } from "./RecurringSheet.tsx";
import { actionsOf, type Recurring } from "./recurring-actions.ts";
import type en from "./words.en.ts";

const VIEWS = ["current", "ended", "dismissed"] as const;
interface Url {
  show: (typeof VIEWS)[number];
  /** The one that is looked at. */
  open: string | undefined;
}
const parameters = { show: oneOf(...VIEWS), open: text() };

const QUERIES = {
  current: { "dismissedAt[null]": true, "endedOn[null]": true, sort: "nextExpectedDate" },
  ended: { "dismissedAt[null]": true, "endedOn[null]": false },
  dismissed: { "dismissedAt[null]": false },
} as const;
const paymentsOf = ({ show }: Pick<Url, "show">) => ({ query: QUERIES[show] });

export const load: PageModule["load"] = ({ url }) =>
  prefetchList("finance.recurring.list", paymentsOf(valuesOf<Url>(parameters, url.searchParams)));

export default function RecurringPage() {
  const words = useWords<typeof en>("finance").recurring;
  const [url, setUrl] = useUrl<Url>(parameters);
  const rows = useList("finance.recurring.list", paymentsOf(url));
  const item = useItem((row) => setUrl({ open: row.id }, { isStep: true }));
  const sums = isWhole(rows) && url.show === "current" ? amountsOf(monthlyOf(allOf(rows))) : [];
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <ButtonLink kind="bare" to="/finance/bills">
          {words.bills}
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
        empty={{ icon: "repeat", title: words.empty[url.show], children: url.show === "current" && words.emptyHint }}
        lines={2}
      />
      {sums.length > 0 && <p className="quiet">{words.each(list(sums))}</p>}
      {url.open && <RecurringSheet id={url.open} onClose={() => setUrl({ open: undefined })} />}
    </Page>
  );
}

function useItem(open: (row: Recurring) => void): (row: Recurring) => Item {
  const words = useWords<typeof en>("finance").recurring;
  return (row) => ({
    name: row.merchantName,
    onOpen: () => open(row),
    sub: (
      <>
        {words.cadences[row.cadence]} · {whenOf(row, words)}
        <Changed row={row} />
      </>
    ),
    end: <Money cents={row.expectedAmountCents} currency={row.currency} />,
    menu: actionsOf(row, words),
  });
}

function whenOf({ endedOn, nextExpectedDate, lastDate, dismissedAt }: Recurring, words: Words<typeof en>["recurring"]) {
  if (endedOn !== null) return words.ended(day(endedOn));
  if (nextExpectedDate !== null && dismissedAt === null) return words.next(relativeDay(nextExpectedDate));
  return lastDate === null ? "" : words.lastOn(day(lastDate));
}

/** What is not as it was: the price, or that the last one did not come. */
export function Changed({ row }: { row: Recurring }) {
  const words = useWords<typeof en>("finance").recurring;
  const { previousAmountCents: before, priceChangedOn, missedOn, missedCount, currency } = row;
  const prices = [before ?? 0, row.expectedAmountCents].map((cents) => money(Math.abs(cents), currency));
  return (
    <>
      {before !== null && priceChangedOn !== null && (
        <>
          {" · "}
          <State tone="warn" icon={Math.abs(row.expectedAmountCents) > Math.abs(before) ? "up" : "down"}>
            {words.changed(prices[0]!, prices[1]!)}
          </State>
        </>
      )}
      {missedCount > 0 && missedOn !== null && (
        <>
          {" · "}
          <State tone="warn">{words.missed(day(missedOn))}</State>
        </>
      )}
    </>
  );
}

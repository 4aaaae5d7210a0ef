/** What somebody has and owes as it was over time, each currency apart. */
import { lazy, Suspense, useMemo } from "react";
import { Link } from "react-router";
import type { Answer } from "#console/data/client.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { oneOf, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { ButtonLink } from "#console/ui/Button.tsx";
import { Select } from "#console/ui/Field.tsx";
import { Card, Page, Row, Section } from "#console/ui/Page.tsx";
import { Empty, Skeleton } from "#console/ui/State.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { findingOf } from "./finding.ts";
import { Money } from "./Money.tsx";
import { OFFERED, type Step, spanOf, step } from "./spans.ts";
import type en from "./words.en.ts";

const MoneySeries = lazy(() => import("./MoneySeries.tsx"));

const SCOPES = ["mine", "household"] as const;
interface Url {
  step: Step;
  scope: (typeof SCOPES)[number];
}
const parameters = { step: step(), scope: oneOf(...SCOPES) };

const asked = ({ step, scope }: Url) => ({ query: { ...spanOf(step, today()), scope } });

export const load: PageModule["load"] = ({ url }) =>
  prefetch("finance.net-worth.get", asked(valuesOf<Url>(parameters, url.searchParams)));

export default function NetWorth() {
  const all = useWords<typeof en>("finance");
  const words = all.netWorth;
  const [url, setUrl] = useUrl<Url>(parameters);
  const { data, problem, isLoading, retry } = useRead("finance.net-worth.get", asked(url));
  return (
    <Page
      above={<Link to="/finance/accounts">{words.accounts}</Link>}
      title={words.title}
      lead={words.lead}
      state={isLoading ? "loading" : problem && !data ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      <Row
        end={
          <Select
            label={words.whose}
            unseenLabel
            value={url.scope}
            choices={SCOPES.map((value) => ({ value, label: words.scopes[value] }))}
            onChange={({ target }) => setUrl({ scope: SCOPES.find((one) => one === target.value) })}
          />
        }
      >
        <Radios
          label={words.by}
          unseenLabel
          segmented
          value={url.step}
          choices={OFFERED.map((value) => ({ value, label: words.spans[value] }))}
          onChange={(next) => setUrl({ step: next })}
        />
      </Row>
      {data?.data.map((worth) => (
        <OfCurrency key={worth.currency} worth={worth} isOnly={data.data.length === 1} />
      ))}
      {data?.data.length === 0 && (
        <Card>
          <Empty
            icon="card"
            title={words.empty}
            action={
              <ButtonLink kind="main" to="/finance/accounts?add=yes">
                {words.toAccounts}
              </ButtonLink>
            }
          >
            {words.emptyHint}
          </Empty>
        </Card>
      )}
    </Page>
  );
}

type Worth = Answer<"finance.net-worth.get">["data"][number];

function OfCurrency({ worth: { currency, points }, isOnly }: { worth: Worth; isOnly: boolean }) {
  const words = useWords<typeof en>("finance").netWorth;
  const last = points.at(-1)!;
  // The same ones as long as they are the same: other ones are drawn anew.
  const drawn = useMemo(
    () => ({
      days: points.map(({ date }) => date),
      panels: [
        {
          title: words.net,
          lines: [
            {
              label: words.net,
              of: "finance",
              mark: "line" as const,
              cents: points.map(({ netCents }) => netCents),
            },
          ],
        },
        {
          title: words.both,
          lines: [
            { label: words.assets, of: "work", mark: "line" as const, cents: points.map((one) => one.assetsCents) },
            {
              label: words.liabilities,
              of: "health",
              mark: "dots" as const,
              cents: points.map((one) => one.liabilitiesCents),
            },
          ],
        },
      ],
    }),
    [points, words],
  );
  const shown = (
    <>
      <Card flush>
        <Facts
          facts={[
            { name: words.net, value: <Money cents={last.netCents} currency={currency} /> },
            { name: words.assets, value: <Money cents={last.assetsCents} currency={currency} /> },
            { name: words.liabilities, value: <Money cents={last.liabilitiesCents} currency={currency} /> },
          ]}
        />
      </Card>
      <Card>
        {points.length < 2 ? (
          <p className="quiet">{words.oneDay}</p>
        ) : (
          <Suspense fallback={<Skeleton kind="figure" rows={1} />}>
            <MoneySeries
              finding={findingOf(
                points.map(({ date, netCents }) => ({ date, cents: netCents })),
                currency,
                words,
              )}
              {...drawn}
              currency={currency}
            />
          </Suspense>
        )}
      </Card>
    </>
  );
  return isOnly ? shown : <Section title={words.inCurrency(currency)}>{shown}</Section>;
}

/** One pair: how much goes together, over which days, with both sides below each other, and what else speaks for it or against. */
import { lazy, Suspense } from "react";
import { Link, useParams } from "react-router";
import type { Answer } from "#console/data/client.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Card, Page, Section } from "#console/ui/Page.tsx";
import { Empty, Problem, Skeleton } from "#console/ui/State.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { number, percent } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { correlationOf, firstUp, measureIn } from "./measures.ts";
import type en from "./words.en.ts";

const PairChart = lazy(() => import("./PairChart.tsx"));

type Correlation = Answer<"cortex.correlations.get">;

export const load: PageModule["load"] = ({ params }) => {
  const path = { correlationId: params.correlationId! };
  prefetch("cortex.correlations.days", { path });
  return prefetch("cortex.correlations.get", { path });
};

export default function CorrelationPage() {
  const all = useWords<typeof en>("cortex");
  const words = all.correlation;
  const path = useParams() as { correlationId: string };
  const { data, problem, isLoading, retry } = useRead("cortex.correlations.get", { path });
  const days = useRead("cortex.correlations.days", { path });
  const pair = data && all.correlations.pair(measureIn(all, data.behaviour), measureIn(all, data.outcome));
  return (
    <Page
      above={<Link to="/cortex/correlations">{words.above}</Link>}
      title={pair ? firstUp(pair) : words.above}
      state={isLoading ? "loading" : problem && !data ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {data && <Said of={data} />}
      {days.problem && <Problem problem={days.problem} retry={days.retry} />}
      {data && days.data && (
        <Card>
          <Suspense fallback={<Skeleton kind="figure" rows={1} />}>
            <PairChart of={data} days={days.data} />
          </Suspense>
        </Card>
      )}
      {data?.details && <Lags of={data} details={data.details} />}
    </Page>
  );
}

function Said({ of }: { of: Correlation }) {
  const all = useWords<typeof en>("cortex");
  const words = all.correlation;
  const { details, q, r, low, high, lag, pairs } = of;
  if (of.untested || r === null || !details)
    return (
      <Empty icon="chart" title={words.none}>
        {of.untested && all.correlations.untested[of.untested]}
      </Empty>
    );
  return (
    <Card>
      <p className="serif">
        {firstUp(words.sentence(measureIn(all, of.behaviour), measureIn(all, of.outcome), r > 0, correlationOf(r)))}
      </p>
      <Facts
        facts={[
          {
            name: words.correlation,
            value: words.r(correlationOf(r), correlationOf(low ?? r), correlationOf(high ?? r)),
          },
          { name: words.lag, value: words.later(lag ?? 0) },
          { name: words.pairs, value: number(pairs ?? 0) },
          { name: words.halves, value: details.halves.map((half) => correlationOf(half.r)).join(", ") },
          ...(details.opposite
            ? [
                {
                  name: words.opposite,
                  value: `${correlationOf(details.opposite.r)}, ${words.before(Math.abs(details.opposite.lag))}`,
                },
              ]
            : []),
          ...(q === null ? [] : [{ name: words.q, value: percent(q), note: words.qNote }]),
        ]}
      />
      {of.insightId && <Link to={`/cortex/insights/${of.insightId}`}>{words.toInsight}</Link>}
    </Card>
  );
}

function Lags({ of, details }: { of: Correlation; details: NonNullable<Correlation["details"]> }) {
  const words = useWords<typeof en>("cortex").correlation;
  return (
    <Section title={words.lags}>
      <Card>
        <Facts
          facts={details.lags.map(({ lag, r, low, high }) => ({
            name: words.later(lag),
            value: words.r(correlationOf(r), correlationOf(low), correlationOf(high)),
            note: lag === of.lag ? words.correlation : undefined,
          }))}
        />
      </Card>
    </Section>
  );
}

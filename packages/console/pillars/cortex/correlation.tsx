/** One pair: how much goes together, over which days, with both sides below each other, and what else speaks for it or against. */
import { lazy, Suspense } from "react";
import { Link, useParams } from "react-router";
import { prefetch, useRead } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Card, Page } from "#console/ui/Page.tsx";
import { Problem, Skeleton } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import { firstUp, measureIn } from "./measures.ts";
import { PairFacts, PairLags } from "./PairFacts.tsx";
import type en from "./words.en.ts";

const PairChart = lazy(() => import("./PairChart.tsx"));

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
      {data && <PairFacts of={data} />}
      {days.problem && <Problem problem={days.problem} retry={days.retry} />}
      {data && days.data && (
        <Card>
          <Suspense fallback={<Skeleton kind="figure" rows={1} />}>
            <PairChart of={data} days={days.data} />
          </Suspense>
        </Card>
      )}
      {data?.details && <PairLags of={data} details={data.details} />}
    </Page>
  );
}

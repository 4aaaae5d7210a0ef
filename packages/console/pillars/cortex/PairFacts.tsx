/** What is known of a pair: how much it goes together, with its interval, the days between, both halves, and the other way round. */
import { Link } from "react-router";
import type { Answer } from "#console/data/client.ts";
import { Card, Section } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { number, percent } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { correlationOf, firstUp, measureIn } from "./measures.ts";
import type en from "./words.en.ts";

export type Correlation = Answer<"cortex.correlations.get">;

export function PairFacts({ of, hasLink = true }: { of: Correlation; hasLink?: boolean }) {
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
      {hasLink && of.insightId && <Link to={`/cortex/insights/${of.insightId}`}>{words.toInsight}</Link>}
    </Card>
  );
}

export function PairLags({ of, details }: { of: Correlation; details: NonNullable<Correlation["details"]> }) {
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

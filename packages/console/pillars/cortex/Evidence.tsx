/** What an insight rests on: both series of a pair, or the rows and figures that a rule found. */
import { lazy, Suspense } from "react";
import { Link } from "react-router";
import type { Answer } from "#console/data/client.ts";
import { useRead } from "#console/data/read.ts";
import { Entity } from "#console/frame/Entity.tsx";
import { Card, Row, Stack } from "#console/ui/Page.tsx";
import { Problem, Skeleton } from "#console/ui/State.tsx";
import { money, number } from "#console/words/format.ts";
import { usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import { measureIn } from "./measures.ts";
import { type Correlation, PairFacts, PairLags } from "./PairFacts.tsx";
import type en from "./words.en.ts";

const PairChart = lazy(() => import("./PairChart.tsx"));

type Insight = Answer<"cortex.insights.get">;

export function Evidence({ of }: { of: Insight }) {
  const evidence = of.evidence as Record<string, unknown>;
  const { behaviour, outcome } = evidence;
  if (of.insightType === "correlation" && typeof behaviour === "string" && typeof outcome === "string")
    return <Pair behaviour={behaviour} outcome={outcome} evidence={evidence} />;
  const rows = rowsIn(evidence);
  return (
    <>
      {rows.length > 0 && <Found rows={rows} />}
      <Figures evidence={evidence} isAlone={rows.length === 0} />
    </>
  );
}

/** The pair as it is known now; the figures of then, where it is looked for no longer. */
function Pair({
  behaviour,
  outcome,
  evidence,
}: {
  behaviour: string;
  outcome: string;
  evidence: Record<string, unknown>;
}) {
  const { data, problem, retry } = useRead("cortex.correlations.list", { query: { behaviour, outcome, limit: 1 } });
  if (problem && !data) return <Problem problem={problem} retry={retry} />;
  if (!data) return <Skeleton kind="figure" rows={1} />;
  const [pair] = data.data;
  return pair ? <Drawn pair={pair} /> : <Figures evidence={evidence} isAlone />;
}

function Drawn({ pair }: { pair: Correlation }) {
  const words = useWords<typeof en>("cortex").insight;
  const { data, problem, retry } = useRead("cortex.correlations.days", { path: { correlationId: pair.id } });
  return (
    <>
      {problem && <Problem problem={problem} retry={retry} />}
      {data && (
        <Card>
          <Suspense fallback={<Skeleton kind="figure" rows={1} />}>
            <PairChart of={pair} days={data} />
          </Suspense>
        </Card>
      )}
      <PairFacts of={pair} hasLink={false} />
      {pair.details && <PairLags of={pair} details={pair.details} />}
      <p>
        <Link to={`/cortex/correlations/${pair.id}`}>{words.toPair}</Link>
      </p>
    </>
  );
}

interface Named {
  type: string;
  id: string;
  name?: string;
}

/** The rows that a rule names. What it has is its own, so that what is no row is left out. */
function rowsIn({ rows }: Record<string, unknown>): Named[] {
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((one: unknown) => {
    const { type, id, name } = (one ?? {}) as Record<string, unknown>;
    if (typeof type !== "string" || typeof id !== "string") return [];
    return [typeof name === "string" && name !== "" ? { type, id, name } : { type, id }];
  });
}

function Found({ rows }: { rows: readonly Named[] }) {
  const words = useWords<typeof en>("cortex").insight;
  return (
    <Card>
      <ul aria-label={words.rows}>
        {rows.map(({ type, id, name }) => (
          <li key={id}>
            <Entity type={type} id={id} name={name} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The figures of a finding; amounts of money are written as such. Ids are no figures: the story of the finding leads to what they name. */
function Figures({ evidence, isAlone }: { evidence: Record<string, unknown>; isAlone: boolean }) {
  const all = useWords<typeof en>("cortex");
  const words = all.insight;
  usePlace();
  // Where a sentence stands in its text, and by which code its model or rule goes, says nothing to anybody: the title names it.
  const { currency, start, end, model, rule, rows, ...figures } = evidence;
  const entries = Object.entries(figures).filter(([name, value]) => value !== null && !/Ids?$/.test(name));
  if (entries.length === 0)
    return isAlone ? (
      <Card>
        <p className="quiet">{words.noEvidence}</p>
      </Card>
    ) : null;
  const shown = (name: string, value: unknown) => {
    if (typeof value === "number" && name.endsWith("Cents") && typeof currency === "string")
      return money(value, currency);
    if (typeof value === "number") return number(value);
    if (Array.isArray(value)) return words.several(value.length);
    if (typeof value === "object" && value !== null) return JSON.stringify(value);
    return typeof value === "string" ? measureIn(all, value) : String(value);
  };
  return (
    <Card>
      <Stack>
        {entries.map(([name, value]) =>
          name === "sentence" ? (
            <p key={name} dir="auto">
              {String(value)}
            </p>
          ) : (
            <Row key={name} end={<span className="data num">{shown(name, value)}</span>}>
              <Figure name={name} />
            </Row>
          ),
        )}
      </Stack>
    </Card>
  );
}

/** In words, or as the finding calls it where there are none. */
function Figure({ name }: { name: string }) {
  const { figures } = useWords<typeof en>("cortex").insight;
  const label = (figures as Record<string, string | undefined>)[name];
  return label === undefined ? <span className="mono quiet">{name}</span> : <span className="quiet">{label}</span>;
}

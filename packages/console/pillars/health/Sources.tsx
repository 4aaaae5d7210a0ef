/** Where readings of a type come from, in the order in which they count: by dragging, or by Alt and an arrow. */
import { useState } from "react";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { notify } from "#console/data/notices.ts";
import { problemOfError } from "#console/data/problem.ts";
import { useRead } from "#console/data/read.ts";
import { type Item, List } from "#console/ui/List.tsx";
import { Section } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty, Problem } from "#console/ui/State.tsx";
import { relative } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type { Metric } from "./ranges.ts";
import type en from "./words.en.ts";

type Source = Answer<"health.metric-sources.list">["sources"][number];

export function Sources({ type, onOrdered }: { type: Metric; onOrdered: () => void }) {
  const words = useWords<typeof en>("health").series;
  const { data, problem, retry } = useRead("health.metric-sources.list", { query: { metricType: type } });
  /** As it was moved, until the API has said so itself. */
  const [moved, setMoved] = useState<{ type: Metric; names: readonly string[] }>();
  if (problem && !data) return <Problem problem={problem} retry={retry} />;
  if (!data) return null;
  const names = moved?.type === type ? moved.names : data.sources.map(({ source }) => source);
  const sources = names.flatMap((name) => data.sources.find(({ source }) => source === name) ?? []);
  const order = data.orders.find(({ metricType }) => metricType === type);

  const move = async ({ source }: Source, by: number) => {
    const at = names.indexOf(source);
    const to = Math.max(0, Math.min(names.length - 1, at + by));
    if (to === at) return;
    const next = names.toSpliced(at, 1).toSpliced(to, 0, source);
    setMoved({ type, names: next });
    try {
      await change("health.metric-sources.order", {
        body: { metricType: type, sources: [...next] },
        ...(order && { row: order }),
        title: words.sources,
        isQuiet: true,
      });
      notify({ kind: "done", text: words.ordered });
    } catch (error) {
      notify({ kind: "problem", text: problemOfError(error).text });
    }
    setMoved(undefined);
    retry();
    onOrdered();
  };
  return (
    <Section title={words.sources}>
      {sources.length > 1 && <p className="quiet">{words.sourcesLead}</p>}
      <List
        label={words.sources}
        rows={rowsOf(sources, type)}
        keyOf={({ source }) => source}
        item={itemOf(words)}
        empty={<Empty icon="live" title={words.sourcesNone} />}
        onMove={(row, by) => void move(row, by)}
      />
    </Section>
  );
}

const itemOf =
  (words: (typeof en)["series"]) =>
  ({ source, kind, samples, lastMeasuredAt }: Source): Item => ({
    name: kind === "manual" ? words.manual : source,
    sub: words.sourceSub(samples, relative(lastMeasuredAt)),
  });

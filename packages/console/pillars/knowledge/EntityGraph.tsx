/** What is around an entity, one to three steps away, drawn and as a list; a press on an entity walks there. */
import { lazy, Suspense, useMemo } from "react";
import type { GraphEdge, GraphNode } from "#console/charts/graph-layout.ts";
import type { Answer } from "#console/data/client.ts";
import { useRead } from "#console/data/read.ts";
import { oneOf, useUrl } from "#console/data/url.ts";
import { textOf } from "#console/frame/navigation.ts";
import { entityOf } from "#console/frame/pillars.ts";
import { Section } from "#console/ui/Page.tsx";
import { Problem, Skeleton } from "#console/ui/State.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { day } from "#console/words/format.ts";
import { type Place, usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import { iconOf } from "./kinds.ts";
import type en from "./words.en.ts";

const Graph = lazy(async () => ({ default: (await import("#console/charts/Graph.tsx")).Graph }));

type Entity = Answer<"knowledge.entities.get">;
type Found = Answer<"knowledge.entities.neighbours">;

const DEPTHS = ["1", "2", "3"] as const;
/** One step shows texts alone, and two what else they are about. */
const parameters = { depth: oneOf("2", "1", "3") };
/** As many as the graph draws, and the API tells. */
const MOST = 200;

export function Around({ entity }: { entity: Entity }) {
  const words = useWords<typeof en>("knowledge").entity;
  const place = usePlace();
  const [{ depth }, setUrl] = useUrl(parameters);
  const query = { depth: Number(depth), limit: MOST };
  const { data, problem, retry } = useRead("knowledge.entities.neighbours", { path: { entityId: entity.id }, query });
  const drawing = useMemo(() => data && drawingOf(data, words, place), [data, words, place]);
  if (problem && !data) return <Problem problem={problem} retry={retry} />;
  const count = (data?.nodes.length ?? 1) - 1;
  return (
    <Section title={words.around}>
      <Tabs
        label={words.depth}
        tabs={DEPTHS.map((id) => ({ id, label: words.steps(Number(id)) }))}
        value={depth}
        onChange={(chosen) => setUrl({ depth: chosen })}
      >
        {!drawing && <Skeleton kind="figure" rows={1} />}
        {drawing && count === 0 && <p className="quiet">{words.alone}</p>}
        {drawing && count > 0 && (
          <Suspense fallback={<Skeleton kind="figure" rows={1} />}>
            <Graph
              finding={words.finding(entity.name, count)}
              centerId={entity.id}
              leadsTo={words.leadsTo}
              nodes={drawing.nodes}
              edges={drawing.edges}
            />
          </Suspense>
        )}
        {data?.nodes.some(({ hasMore }) => hasMore) && <p className="quiet">{words.more}</p>}
      </Tabs>
    </Section>
  );
}

/** What is of a day is called by it. */
const dayOr = (title: string) => (/^\d{4}-\d\d-\d\d$/.test(title) ? day(title) : title);

function drawingOf(
  { nodes, edges }: Found,
  words: (typeof en)["entity"],
  place: Place,
): { nodes: GraphNode[]; edges: GraphEdge[] } {
  // Two rows may be joined in several ways, and a line says no more than that they are.
  const lines = new Map(
    edges.map(({ fromId, toId, relation }) => [
      `${fromId} ${toId}`,
      { from: fromId, to: toId, isDotted: relation === "mentions" },
    ]),
  );
  return {
    nodes: nodes.map(({ type, id, title, kind, hasMore }) => {
      const row = entityOf(type);
      const label = row ? textOf(row.label, place) : type;
      const path = row?.path?.(id);
      const sub = [...(title !== null && type !== "entity" ? [label] : []), ...(hasMore ? [words.hasMore] : [])].join(
        " · ",
      );
      return {
        id,
        label: title === null ? label : dayOr(title),
        ...(sub !== "" && { sub }),
        glyph: kind ? iconOf[kind] : (row?.glyph ?? row?.pillar.glyph ?? "layers"),
        of: row?.pillar.glyph ?? "knowledge",
        ...(path !== undefined && { to: `/${path.replace(/^\//, "")}` }),
      };
    }),
    edges: [...lines.values()],
  };
}

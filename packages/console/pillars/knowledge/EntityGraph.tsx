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
import { type Place, usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import { iconOf } from "./kinds.ts";
import type en from "./words.en.ts";

const Graph = lazy(async () => ({ default: (await import("#console/charts/Graph.tsx")).Graph }));

type Entity = Answer<"knowledge.entities.get">;
type Found = Answer<"knowledge.entities.neighbours">;

const DEPTHS = ["1", "2", "3"] as const;
const parameters = { depth: oneOf(...DEPTHS) };
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
      const path = type === "entity" ? `knowledge/entities/${id}` : row?.path?.(id);
      return {
        id,
        label: title ?? label,
        ...(hasMore ? { sub: words.hasMore } : title !== null && type !== "entity" && { sub: label }),
        glyph: kind ? iconOf[kind] : (row?.glyph ?? row?.pillar.glyph ?? "layers"),
        of: row?.pillar.glyph ?? "knowledge",
        ...(path !== undefined && { to: `/${path.replace(/^\//, "")}` }),
      };
    }),
    edges: [...lines.values()],
  };
}

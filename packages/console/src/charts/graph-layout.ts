/** Loaded when a graph is first shown: nobody else needs dagre. */
import { Graph, layout } from "@dagrejs/dagre";

export type GraphNode = {
  id: string;
  label: string;
  sub?: string;
  glyph: string;
  of?: string;
  to?: string;
  isDone?: boolean;
};
/** `from` comes before `to`, or is tied to it. */
export type GraphEdge = { from: string; to: string; isDotted?: boolean };

export type Placed = {
  nodes: { id: string; x: number; y: number }[];
  edges: { id: string; path: string; isDotted: boolean }[];
  width: number;
  height: number;
};

export const NODE = { width: 168, height: 44 } as const;

/**
 * In layers from left to right, as dependencies read; from above to below where only that fits into `room` pixels. `x` and `y` are the upper
 * left corner of a node.
 */
export function place(nodes: readonly GraphNode[], edges: readonly GraphEdge[], room: number): Placed {
  const across = inLayers(nodes, edges, { rankdir: "LR", ranksep: 56 });
  if (across.width <= room) return across;
  const down = inLayers(nodes, edges, { rankdir: "TB", ranksep: 32 });
  return down.width <= room ? down : across;
}

function inLayers(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  direction: { rankdir: "LR" | "TB"; ranksep: number },
): Placed {
  const graph = new Graph();
  graph.setGraph({ ...direction, nodesep: 16, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(id, { ...NODE });
  const known = edges.filter(({ from, to }) => graph.hasNode(from) && graph.hasNode(to));
  for (const { from, to } of known) graph.setEdge(from, to);
  layout(graph);
  const size = graph.graph() as { width?: number; height?: number };
  return {
    nodes: nodes.map(({ id }) => {
      const { x = 0, y = 0 } = graph.node(id) as { x?: number; y?: number };
      return { id, x: x - NODE.width / 2, y: y - NODE.height / 2 };
    }),
    edges: known.map(({ from, to, isDotted = false }) => {
      const { points = [] } = graph.edge(from, to) as { points?: { x: number; y: number }[] };
      return { id: `${from} ${to}`, path: smooth(points), isDotted };
    }),
    width: size.width ?? 0,
    height: size.height ?? 0,
  };
}

/** Through the middles between the points, so that a line bends and does not break. */
function smooth(points: readonly { x: number; y: number }[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (!first || !last) return "";
  const bends = rest.slice(0, -1).map((point, at) => {
    const next = rest[at + 1] ?? last;
    return `Q${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`;
  });
  return `M${first.x} ${first.y}${bends.join("")}L${last.x} ${last.y}`;
}

import "./Graph.css";
import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { Glyph } from "#console/ui/Glyph.tsx";
import { glyphOf } from "#console/ui/glyphs.ts";
import { icons } from "#console/ui/icons.ts";
import { Skeleton } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";
import type { GraphEdge, GraphNode, Placed } from "./graph-layout.ts";

type GraphProps = {
  /** What the graph says, in a sentence. */
  finding: string;
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  /** The node it is about. */
  centerId?: string;
  /** How the list says what a node leads to; that it comes before, unless given. */
  leadsTo?: (names: string) => string;
};

/** More than this is a tangle, and takes long. */
const MOST = 200;
const WIDTH = 168;
const HEIGHT = 44;

/** What depends on what. The list says the same, and is all there is when the things are too many. */
export function Graph({ finding, nodes, edges, centerId, leadsTo }: GraphProps) {
  const words = useCommon();
  const figure = useRef<HTMLElement>(null);
  const [placed, setPlaced] = useState<Placed>();
  const isTooLarge = nodes.length > MOST;
  useEffect(() => {
    let isOver = false;
    const layOut = async () => {
      const { place } = await import("./graph-layout.ts");
      if (!isOver && figure.current) setPlaced(place(nodes, edges, figure.current.clientWidth));
    };
    if (!isTooLarge) void layOut();
    return () => {
      isOver = true;
    };
  }, [nodes, edges, isTooLarge]);

  const list = <Relations nodes={nodes} edges={edges} label={finding} leadsTo={leadsTo} />;
  if (isTooLarge) {
    return (
      <div className="relations-only">
        <p className="quiet">{words.tooLarge(nodes.length)}</p>
        {list}
      </div>
    );
  }
  return (
    <figure ref={figure} className="relations">
      {placed ? <Drawing {...{ finding, nodes, placed, centerId }} /> : <Skeleton kind="figure" rows={1} />}
      <details>
        <summary>{words.asList}</summary>
        {list}
      </details>
    </figure>
  );
}

function Drawing({
  finding,
  nodes,
  placed,
  centerId,
}: {
  finding: string;
  nodes: readonly GraphNode[];
  placed: Placed;
  centerId?: string;
}) {
  const places = new Map(placed.nodes.map((node) => [node.id, node]));
  return (
    <div
      className="relations-canvas"
      role="group"
      aria-label={finding}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by the keyboard (WCAG 2.1.1)
      tabIndex={0}
    >
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the group around it has the name; as an image its links could not be reached */}
      <svg width={placed.width} height={placed.height} viewBox={`0 0 ${placed.width} ${placed.height}`}>
        <defs>
          <marker
            id="relations-arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto"
          >
            <path d="M0 .8 7 4 0 7.2z" />
          </marker>
        </defs>
        {placed.edges.map(({ id, path, isDotted }) => (
          <path key={id} className={isDotted ? "edge dotted" : "edge"} d={path} markerEnd="url(#relations-arrow)" />
        ))}
        {nodes.map((node) => {
          const place = places.get(node.id);
          return place && <NodeBox key={node.id} node={node} x={place.x} y={place.y} isCenter={node.id === centerId} />;
        })}
      </svg>
    </div>
  );
}

function NodeBox({ node, x, y, isCenter }: { node: GraphNode; x: number; y: number; isCenter: boolean }) {
  const { icon, of = "system" } = glyphOf(node.glyph, node.of);
  const box = (
    <g
      className={`node of-${of}${isCenter ? " on" : ""}${node.isDone ? " done" : ""}`}
      transform={`translate(${x},${y})`}
    >
      <rect width={WIDTH} height={HEIGHT} rx="8" />
      <path className="mark" transform={`translate(10,${HEIGHT / 2 - 8})`} d={icons[icon]} />
      {/* HTML in it, since SVG neither cuts text that is too long nor knows its direction. */}
      <foreignObject x="34" y="0" width={WIDTH - 42} height={HEIGHT}>
        <div className="node-text" dir="auto" title={node.label}>
          <b>{node.label}</b>
          {node.sub && <span>{node.sub}</span>}
        </div>
      </foreignObject>
    </g>
  );
  return node.to === undefined ? box : <Link to={node.to}>{box}</Link>;
}

function Relations({
  nodes,
  edges,
  label,
  leadsTo,
}: {
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  label: string;
  leadsTo?: (names: string) => string;
}) {
  const words = useCommon();
  const inWords = leadsTo ?? words.leadsTo;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return (
    <ul className="relations-list" aria-label={label}>
      {nodes.map((node) => {
        const next = edges.filter(({ from }) => from === node.id).flatMap(({ to }) => byId.get(to)?.label ?? []);
        return (
          <li key={node.id}>
            <Glyph small {...glyphOf(node.glyph, node.of)} />
            <span dir="auto">
              {node.to ? <Link to={node.to}>{node.label}</Link> : node.label}
              {next.length > 0 && <span className="quiet small"> {inWords(next.join(", "))}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

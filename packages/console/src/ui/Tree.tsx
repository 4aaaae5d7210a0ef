import "./Tree.css";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { Link } from "react-router";
import { useCommon } from "#console/words/common.ts";
import { Icon } from "./Glyph.tsx";
import { Menu, type MenuItem } from "./Menu.tsx";

export type Node = {
  id: string;
  name: string;
  lead?: ReactNode;
  end?: ReactNode;
  to?: string;
  menu?: readonly MenuItem[];
  children?: readonly Node[];
};

type TreeProps = {
  label: string;
  nodes: readonly Node[];
  /** What is open at first; all by default. */
  openIds?: readonly string[];
};

type Flat = { node: Node; depth: number; parentId?: string; isOpen: boolean; position: number; size: number };

/** Things within things (WAI-ARIA tree): arrows move, open and close, Home and End, first letters, Enter follows. */
export function Tree({ label, nodes, openIds }: TreeProps) {
  const words = useCommon();
  const [closed, setClosed] = useState<ReadonlySet<string>>(
    () => new Set(openIds ? idsWithChildren(nodes).filter((id) => !openIds.includes(id)) : []),
  );
  const [activeId, setActiveId] = useState(nodes[0]?.id);
  const box = useRef<HTMLDivElement>(null);
  const shown = flat(nodes, closed);
  const active = shown.some(({ node }) => node.id === activeId) ? activeId : shown[0]?.node.id;

  function setOpen(id: string, open: boolean) {
    setClosed((now) => new Set(open ? [...now].filter((one) => one !== id) : [...now, id]));
  }
  function focus(id: string | undefined) {
    if (id === undefined) return;
    setActiveId(id);
    box.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = shown.findIndex(({ node }) => node.id === active);
    const now = shown[at];
    if (!now) return;
    const { node, isOpen, parentId } = now;
    const acts: Record<string, () => void> = {
      ArrowDown: () => focus(shown[at + 1]?.node.id),
      ArrowUp: () => focus(shown[at - 1]?.node.id),
      Home: () => focus(shown[0]?.node.id),
      End: () => focus(shown.at(-1)?.node.id),
      ArrowRight: () =>
        node.children?.length && !isOpen
          ? setOpen(node.id, true)
          : node.children?.length && focus(node.children[0]?.id),
      ArrowLeft: () => (node.children?.length && isOpen ? setOpen(node.id, false) : focus(parentId)),
      Enter: () => (event.target as HTMLElement).querySelector<HTMLElement>("a")?.click(),
    };
    const letter = event.key.length === 1 ? event.key.toLocaleLowerCase() : undefined;
    const next = [...shown.slice(at + 1), ...shown.slice(0, at)].find(
      ({ node }) => letter && node.name.toLocaleLowerCase().startsWith(letter),
    );
    const act = acts[event.key] ?? (next && (() => focus(next.node.id)));
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  return (
    <div ref={box} className="tree" role="tree" aria-label={label} onKeyDown={onKeyDown}>
      {shown.map(({ node, depth, isOpen, position, size }) => (
        <div
          key={node.id}
          role="treeitem"
          data-id={node.id}
          aria-level={depth + 1}
          aria-posinset={position}
          aria-setsize={size}
          aria-expanded={node.children?.length ? isOpen : undefined}
          aria-selected={false}
          tabIndex={node.id === active ? 0 : -1}
          className="tree-item"
          style={{ paddingInlineStart: 8 + depth * 20 }}
          onFocus={(event) => event.target === event.currentTarget && setActiveId(node.id)}
        >
          <button
            type="button"
            tabIndex={-1}
            className="tree-open"
            aria-label={words.expand(node.name)}
            disabled={!node.children?.length}
            onClick={() => setOpen(node.id, !isOpen)}
          >
            <Icon name={isOpen ? "down" : "right"} />
          </button>
          {node.lead}
          {node.to ? (
            <Link to={node.to} tabIndex={-1} dir="auto">
              {node.name}
            </Link>
          ) : (
            <span dir="auto">{node.name}</span>
          )}
          <span className="tree-end">{node.end}</span>
          {node.menu && <Menu label={words.actionsOf(node.name)} items={node.menu} atEnd small tabIndex={-1} />}
        </div>
      ))}
    </div>
  );
}

function flat(nodes: readonly Node[], closed: ReadonlySet<string>, depth = 0, parentId?: string): Flat[] {
  return nodes.flatMap((node, index) => {
    const isOpen = !closed.has(node.id);
    const own = { node, depth, parentId, isOpen, position: index + 1, size: nodes.length };
    return [own, ...(isOpen && node.children ? flat(node.children, closed, depth + 1, node.id) : [])];
  });
}

function idsWithChildren(nodes: readonly Node[]): string[] {
  return nodes.flatMap(({ id, children }) => (children?.length ? [id, ...idsWithChildren(children)] : []));
}

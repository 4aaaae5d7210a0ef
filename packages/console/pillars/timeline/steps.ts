/** A trace, as the API tells it, made into the steps of a drawn story. */
import type { Step } from "#console/charts/Lanes.tsx";
import type { Answer } from "#console/data/client.ts";
import { isMinor, pillarOf, sentenceOf } from "#console/frame/sentence.ts";
import type { Place } from "#console/words/place.ts";

export type Node = Answer<"platform.events.trace">["root"];

/** Texts for who did what. */
export interface StepWords {
  /** By whom or how: `by you`, `on its own`. */
  by: (node: Pick<Node, "actorId" | "origin">) => string;
  /** Whom it waited for. */
  who: (actorId: string) => string;
}

/** All nodes of the tree, causes before their effects. */
export function nodesOf(root: Node): { node: Node; cause: Node | undefined }[] {
  const found: { node: Node; cause: Node | undefined }[] = [];
  const waiting: { node: Node; cause: Node | undefined }[] = [{ node: root, cause: undefined }];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    found.push(next);
    for (const effect of next.node.effects) waiting.push({ node: effect, cause: next.node });
  }
  return found;
}

export function stepsOf(root: Node, place: Place, words: StepWords): Step[] {
  return nodesOf(root).map(({ node, cause }): Step => {
    const person = isByPerson(node) ? node.actorId! : undefined;
    // What hangs below the root without being its effect has no time since its cause.
    const hasCause = cause !== undefined && node.msSinceCause !== null;
    return {
      id: node.id,
      lane: pillarOf(node.type),
      title: sentenceOf(node, place),
      sub: words.by(node),
      at: node.at,
      causes: hasCause ? [cause.id] : [],
      who: person && words.who(person),
      waitedFor: hasCause && person ? words.who(person) : undefined,
      isMinor: isMinor(node),
    };
  });
}

/** What comes by the API is what somebody did; the rest happens in their name. */
export const isByPerson = ({ actorId, origin }: Pick<Node, "actorId" | "origin">): boolean =>
  actorId !== null && origin === "api";

/** How many steps waited for somebody, and how long the story took but for that, in milliseconds. */
export function waitsOf(root: Node): { waits: number; restMs: number } {
  const nodes = nodesOf(root).map(({ node }) => node);
  const waiting = nodes.filter((node) => node.msSinceCause !== null && isByPerson(node));
  const waitedMs = waiting.reduce((sum, { msSinceCause }) => sum + (msSinceCause ?? 0), 0);
  const wholeMs = Math.max(...nodes.map(({ msSinceRoot }) => msSinceRoot));
  return { waits: waiting.length, restMs: Math.max(0, wholeMs - waitedMs) };
}

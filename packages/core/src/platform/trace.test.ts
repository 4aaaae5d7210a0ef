import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type TracedEvent, type TraceNode, treeOf } from "#core/platform/trace";

const event = (id: string, causationId: string | null, at = "2026-03-02T12:00:00.000Z"): TracedEvent => ({
  id,
  type: `work.task.${id}`,
  entityType: "task",
  entityId: null,
  at,
  actorId: null,
  origin: "api",
  runId: null,
  causationId,
});

const all = (node: TraceNode): TraceNode[] => [node, ...node.effects.flatMap(all)];
const outline = (node: TraceNode): unknown => (node.effects.length ? [node.id, ...node.effects.map(outline)] : node.id);

describe("the tree of a story", () => {
  it("puts effects below their causes, with the times between", () => {
    const root = treeOf([
      event("c", "b", "2026-03-02T12:00:03.500Z"),
      event("a", null, "2026-03-02T12:00:00.000Z"),
      event("d", "a", "2026-03-02T12:01:00.000Z"),
      event("b", "a", "2026-03-02T12:00:01.000Z"),
    ]);
    expect(outline(root)).toEqual(["a", ["b", "c"], "d"]);
    expect(all(root).map(({ id, msSinceCause, msSinceRoot }) => [id, msSinceCause, msSinceRoot])).toEqual([
      ["a", null, 0],
      ["b", 1_000, 1_000],
      ["c", 2_500, 3_500],
      ["d", 60_000, 60_000],
    ]);
    expect(all(root).every((node) => node.note === null)).toBe(true);
  });

  it("puts an event without a visible cause below the root, and says why", () => {
    const root = treeOf([event("a", "hidden"), event("b", null), event("c", null), event("d", "a")]);
    expect(outline(root)).toEqual(["b", ["a", "d"], "c"]);
    expect(root.effects.map((node) => node.note)).toEqual([
      "What caused this is not among the events that you may see.",
      "This began without a cause, in the same story.",
    ]);
    expect(root.effects.map((node) => node.msSinceCause)).toEqual([null, null]);
  });

  it("begins with the first event when every cause is hidden", () => {
    expect(treeOf([event("b", "hidden"), event("a", "hidden")])).toMatchObject({ id: "a", effects: [{ id: "b" }] });
  });

  it("ends when causes form a cycle", () => {
    expect(outline(treeOf([event("a", "c"), event("b", "a"), event("c", "b"), event("d", "c")]))).toEqual([
      "a",
      "b",
      ["c", "d"],
    ]);
  });

  it("contains every event exactly once, whatever the causes", () => {
    const ids = fc.integer({ min: 0, max: 30 }).map((n) => String(n).padStart(2, "0"));
    const stories = fc.uniqueArray(fc.record({ id: ids, cause: fc.option(ids) }), {
      selector: (one) => one.id,
      minLength: 1,
    });
    fc.assert(
      fc.property(stories, (story) => {
        const root = treeOf(story.map(({ id, cause }) => event(id, cause)));
        expect(
          all(root)
            .map((node) => node.id)
            .sort(),
        ).toEqual(story.map(({ id }) => id).sort());
      }),
    );
  });
});

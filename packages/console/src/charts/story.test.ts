import { describe, expect, it } from "vitest";
import { inOrder, layout, SIZES, type Step, withoutMinor } from "./story.ts";

const step = (id: string, second: number, causes: string[] = [], more: Partial<Step> = {}): Step => ({
  id,
  lane: "work",
  title: id,
  at: new Date(second * 1000).toISOString(),
  causes,
  ...more,
});

describe("a story", () => {
  it("is told in the order of time, and causes come first at the same time", () => {
    const steps = [step("c", 5, ["b"]), step("b", 5, ["a"]), step("a", 5), step("first", 1)];
    expect(inOrder(steps).map(({ id }) => id)).toEqual(["first", "a", "b", "c"]);
  });

  it("folds bookkeeping and keeps what it led to", () => {
    const { steps, folded } = withoutMinor([
      step("a", 1),
      step("m", 2, ["a"], { isMinor: true }),
      step("n", 3, ["m"], { isMinor: true }),
      step("b", 4, ["n", "a"]),
    ]);
    expect(steps.map(({ id, causes }) => [id, causes])).toEqual([
      ["a", []],
      ["b", ["a"]],
    ]);
    expect(folded.get("a")).toBe(2);
  });

  it("ends although it runs in a circle", () => {
    const steps = [step("a", 1, ["b"], { isMinor: true }), step("b", 1, ["a"], { isMinor: true }), step("c", 2, ["b"])];
    expect(withoutMinor(steps).steps.map(({ id }) => id)).toEqual(["c"]);
    expect(layout(steps).boxes).toHaveLength(3);
  });

  it("keeps boxes apart, and lines that pass rows beside them", () => {
    const lanes = ["work", "health", "finance"];
    const steps = Array.from({ length: 12 }, (_, at) =>
      step(`s${at}`, at, at === 0 ? [] : [`s${at - 1}`, ...(at > 4 ? [`s${at - 4}`] : [])], {
        lane: lanes[(at * 7) % 3],
      }),
    );
    const { boxes, edges, height, width } = layout(steps);
    expect(new Set(boxes.map(({ y }) => y)).size).toBe(12);
    for (const { x, y } of boxes) {
      expect(x + SIZES.box.width).toBeLessThanOrEqual(width);
      expect(y + SIZES.box.height).toBeLessThanOrEqual(height);
    }
    for (const { path } of edges.filter(({ path }) => path.includes("q0 3 3 3"))) {
      const gutter = Number(/H([\d.]+)q-?6 0 (-?6) 6V/.exec(path)?.[1]) + Number(/q(-?6) 0 -?6 6V/.exec(path)?.[1]);
      for (const box of boxes) expect(gutter < box.x || gutter > box.x + SIZES.box.width).toBe(true);
    }
  });

  it("stays put when events arrive", () => {
    const before = layout([step("a", 1), step("b", 2, ["a"], { lane: "health" })]);
    const after = layout([step("a", 1), step("b", 2, ["a"], { lane: "health" }), step("c", 3, ["b"])]);
    expect(after.boxes.slice(0, 2)).toEqual(before.boxes);
  });

  it("says which time was spent waiting for a person", () => {
    const [edge] = layout([step("asked", 0), step("answered", 394, ["asked"], { waitedFor: "Robin" })]).edges;
    expect(edge).toMatchObject({ isWait: true, elapsedMs: 394_000 });
  });
});

import { expect, it } from "vitest";
import { compare } from "./conflict.ts";

const base = { title: "Train", priority: "low", labels: ["a"] };
const theirsWith = (changed: object) => ({ id: "1", ...base, ...changed });

it("lets through what only I changed", () => {
  expect(compare(base, theirsWith({ priority: "high" }), { title: "Night train" })).toEqual({
    free: { title: "Night train" },
    both: [],
  });
});

it("asks about what both changed", () => {
  expect(compare(base, theirsWith({ title: "Bus" }), { title: "Night train", priority: "high" })).toEqual({
    free: { priority: "high" },
    both: [{ name: "title", mine: "Night train", theirs: "Bus" }],
  });
});

it("has nothing to send where both made it the same, as after an answer that was lost", () => {
  expect(compare(base, theirsWith({ labels: ["b"] }), { labels: ["b"] })).toEqual({ free: {}, both: [] });
});

it("asks about a field of which it is not known what it was", () => {
  expect(compare({}, theirsWith({}), { title: "Night train" }).both).toHaveLength(1);
});

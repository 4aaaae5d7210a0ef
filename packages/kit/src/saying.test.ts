import { expect, it } from "vitest";
import { about, codedSchema, sayings } from "./saying.ts";

const reasons = sayings({ gone_for_tests: "It is gone, for tests.", long_for_tests: "“{name}” has {count} pages." });

it("says a sentence with its code and its values", () => {
  expect(reasons("gone_for_tests")).toEqual({ code: "gone_for_tests", params: {}, text: "It is gone, for tests." });
  expect(about("b.pdf", reasons("long_for_tests", { name: "a", count: 3 }))).toEqual({
    code: "long_for_tests",
    params: { name: "a", count: 3, subject: "b.pdf" },
    text: "b.pdf: “a” has 3 pages.",
  });
});

it("keeps of a hostile value what can be stored, and takes no braces in it for its own", () => {
  const { params, text } = reasons("long_for_tests", { name: `{count}\0\ud800${"x".repeat(400)}`, count: 3 });
  expect(String(params.name)).toHaveLength(300);
  expect(text).toMatch(/^“\{count\}\ufffdx+” has 3 pages\.$/);
});

it("takes codes of its sentences only", () => {
  const schema = codedSchema(reasons);
  expect(schema.safeParse({ code: "gone_for_tests", params: {} }).success).toBe(true);
  expect(schema.safeParse({ code: "other", params: {} }).success).toBe(false);
});

import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { errorsOf } from "./check.ts";
import { Day, Instant, Text, TimeOfDay, Uuid } from "./wire.ts";

it("tells a client that speaks another language which sentence it is, and the values in it", () => {
  const schema = z.strictObject({ title: Text(3), at: TimeOfDay, tier: z.enum(["a", "b"]), due: Day });
  const value = { title: "four", at: "noon", tier: "c", due: "2026-02-30", more: 1 };
  const { issues } = schema.safeParse(value, { reportInput: true }).error!;
  expect(errorsOf(issues, "pointer").map(({ pointer, coded }) => [pointer, coded])).toEqual([
    ["#/title", { code: "characters_at_most", params: { max: 3, count: 4 } }],
    ["#/at", { code: "must_be_time", params: {} }],
    ["#/tier", { code: "must_be_one_of", params: { values: "a, b" } }],
    ["#/due", { code: "must_be_day", params: {} }],
    ["#/more", { code: "unknown_field", params: {} }],
  ]);
});

/** What is wrong with a value, by where it is. */
const wrong = (schema: z.ZodMiniType, value: unknown) =>
  errorsOf(schema.safeParse(value, { reportInput: true }).error!.issues, "pointer").map(
    ({ pointer, detail }) => `${pointer} ${detail}`,
  );
const field = (schema: z.ZodMiniType, value: unknown) =>
  wrong(z.strictObject({ field: schema }), { field: value }).join("; ");

describe("what is wrong with an input is told in words, and what came instead:", () => {
  it.each<[z.ZodMiniType, unknown, string]>([
    [Text(9), undefined, "is required"],
    [z.enum(["a", "b"]), undefined, "is required"],
    [z.union([z.string(), z.number()]), undefined, "is required"],
    [Text(9), 5, "must be text, not the number 5"],
    [z.number(), "5", "must be a number, not text"],
    [z.number(), Number.POSITIVE_INFINITY, "must be a number, not a number without end"],
    [z.int(), 1.5, "must be a whole number, not the number 1.5"],
    [z.boolean(), null, "must be true or false, not null"],
    [z.array(z.int()), {}, "must be a list, not an object"],
    [Text(9), { toString: 1, valueOf: 2 }, "must be text, not an object"],
    [z.strictObject({}), [], "must be an object, not a list"],
    [z.never(), 1, "is not taken here"],
    [z.enum(["low", "high"]), "hgih", "must be low or high, not “hgih”"],
    [z.literal("create"), "make", "must be create, not “make”"],
    [z.int().check(z.lte(100)), 250, "must be at most 100, not 250"],
    [z.int().check(z.gte(1)), 0, "must be at least 1, not 0"],
    [z.number().check(z.gt(0)), 0, "must be greater than 0, not 0"],
    [z.number().check(z.lt(0)), 0, "must be less than 0, not 0"],
    [Text(3), "abcd", "must have at most 3 characters, not 4"],
    [Text(3, 1), "", "must not be empty"],
    [z.string().check(z.length(2)), "a", "must have exactly 2 characters, not 1"],
    [z.array(z.int()).check(z.maxLength(1)), [1, 2], "must have at most 1 item, not 2"],
    [z.int().check(z.multipleOf(15)), 20, "must be a multiple of 15, not 20"],
    [Uuid, "7", "must be a UUID, not “7”"],
    [z.uuid(), "7", "must be a UUID, not “7”"],
    [Day, "2026-02-30", "must be a day that exists, as YYYY-MM-DD, not “2026-02-30”"],
    [Instant, "tomorrow", "must be an instant as 2026-03-02T08:00:00Z, not “tomorrow”"],
    [TimeOfDay, "25:00", "must be a time as HH:MM, not “25:00”"],
    [z.string().check(z.regex(/^a+$/)), "b", "must have the form that is asked for, not “b”"],
    [z.string().check(z.startsWith("a")), "", "must begin with “a”, not empty"],
    [
      z.record(z.string().check(z.maxLength(1)), z.int()),
      { ab: 1 },
      "has a name that is not taken: it must have at most 1 character, not 2",
    ],
    [z.union([z.literal(0), z.number().check(z.gte(1))]), 0.5, "must be at least 1, not 0.5"],
    [z.union([z.string(), z.number()]), true, "must be text, not true, or must be a number, not true"],
    [z.union([Day, z.array(Day)]), "x", "must be a day that exists, as YYYY-MM-DD, not “x”"],
    [z.int().check(z.refine((n) => n % 2 === 0, "must be even")), 3, "must be even"],
    [z.int().check(z.refine((n) => n % 2 === 0)), 3, "is not taken"],
  ])("%# %s", (schema, value, sentence) => {
    expect(field(schema, value)).toContain(sentence);
    expect(field(schema, value)).toMatch(/^#\/field/);
  });

  it("a union is told by the form that was meant, and points into it", () => {
    const Operation = z.discriminatedUnion("op", [
      z.strictObject({ op: z.literal("move"), to: Uuid }),
      z.strictObject({ op: z.literal("drop") }),
    ]);
    expect(field(Operation, { op: "move", to: "x" })).toBe("#/field/to must be a UUID, not “x”");
    expect(field(Operation, { op: "copy" })).toBe("#/field/op must be move or drop");
    expect(field(z.union([Operation, z.string()]), { op: "move" })).toBe("#/field/to is required");
  });

  it("nothing is told of a secret but what kind of value it is, and of a long value its beginning", () => {
    const token = z.strictObject({ token: z.string().check(z.regex(/^inv_\w+$/, "must be a token of an invite")) });
    expect(wrong(token, { token: "hunter2" })).toEqual(["#/token must be a token of an invite, not text"]);
    expect(field(Uuid, "x".repeat(500))).toBe(`#/field must be a UUID, not “${"x".repeat(40)}…”`);
  });
});

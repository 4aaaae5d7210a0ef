import { describe, expect, it } from "vitest";
import type { ZodMiniType } from "zod/mini";
import { samples, WRITABLE } from "./samples.fixture.ts";
import { createSchema, Day, Instant, patchSchema, rowSchema, Text, TimeOfDay } from "./wire.ts";

const accepts = (schema: ZodMiniType, value: unknown) => schema.safeParse(value).success;

describe("instants", () => {
  it.each([
    "2026-03-01T10:11:12.345Z",
    "2026-03-01T10:11:12Z",
    "2026-03-01T10:11:12.123456Z",
    "2026-03-01T10:11:12+05:45",
    "2024-02-29T23:59:59-12:00",
    "0001-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.999Z",
  ])("may be %s", (value) => expect(accepts(Instant, value)).toBe(true));

  it.each([
    "2026-03-01",
    "2026-03-01T10:11:12",
    "2026-03-01 10:11:12Z",
    "2026-02-30T00:00:00Z",
    "2025-02-29T00:00:00Z",
    "2026-03-01T24:00:00Z",
    "2026-03-01T10:11:60Z",
    "10000-01-01T00:00:00Z",
    // Within the years as written, and outside of them in UTC.
    "0001-01-01T00:00:00+02:00",
    "9999-12-31T23:59:59-02:00",
    "",
    "now",
    1,
    null,
  ])("may not be %s", (value) => expect(accepts(Instant, value)).toBe(false));

  it.each([
    ["2026-03-01T10:11:12+05:45", "2026-03-01T04:26:12.000Z"],
    // PostgreSQL would make the year 10000 of it,
    ["9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.999Z"],
    ["2026-03-01T10:11:12.9999999Z", "2026-03-01T10:11:12.999Z"],
    // knows no year 0, in which this one is written,
    ["0000-12-31T23:59:59-05:00", "0001-01-01T04:59:59.000Z"],
    // and only offsets of less than sixteen hours.
    ["2026-03-01T10:11:12-23:59", "2026-03-02T10:10:12.000Z"],
  ])("written %s are read as %s, whoever reads them", (written, read) => {
    expect(Instant.parse(written)).toBe(read);
  });
});

it("days exist, times are of a day, text is what PostgreSQL can hold", () => {
  expect(["2026-03-01", "2024-02-29", "0001-01-01", "9999-12-31"].map((one) => accepts(Day, one))).not.toContain(false);
  expect(
    ["2026-02-29", "0000-01-01", "2026-3-1", "2026-03-01T00:00:00Z"].map((one) => accepts(Day, one)),
  ).not.toContain(true);
  expect(["00:00", "23:59"].map((one) => accepts(TimeOfDay, one))).toEqual([true, true]);
  expect(["24:00", "9:00", "09:60", "09:00:00"].map((one) => accepts(TimeOfDay, one))).not.toContain(true);
  expect(["", "ä€😀"].map((one) => accepts(Text(4), one))).toEqual([true, true]);
  expect(["a\0", "\ud83d", "12345"].map((one) => accepts(Text(4), one))).toEqual([false, false, false]);
});

describe("what a table says of its rows", () => {
  const create = createSchema(samples, WRITABLE);
  const patch = patchSchema(samples, WRITABLE);

  it("makes a create ask for what has no default, and takes nothing it was not told to", () => {
    expect(accepts(create, { title: "a" })).toBe(true);
    expect(accepts(create, {})).toBe(false);
    for (const more of ["id", "userId", "version", "createdAt", "deletedAt", "nonsense"])
      expect(accepts(create, { title: "a", [more]: null }), more).toBe(false);
    expect(() => createSchema(samples, ["nonsense" as "title"])).toThrow("no column nonsense");
  });

  it("makes a patch ask for something, and lets null clear what may be empty", () => {
    expect(accepts(patch, {})).toBe(false);
    expect(accepts(patch, { dueAt: null })).toBe(true);
    expect(accepts(patch, { title: null })).toBe(false);
    expect(accepts(patch, { state: null })).toBe(false);
  });

  it.each([
    ["title", ["a", "x".repeat(200)], ["", "  ", "x".repeat(201), 1]],
    ["email", ["a@b.c", "A.b+c@d-e.org"], ["a", "a@", "@b", "a b@c.d", "a@b@c", "a@b,c@d", "<a@b.c>"]],
    ["website", ["https://a.b/c?d#e", "http://localhost:1"], ["ftp://a.b", "javascript:alert(1)", "a.b", "//a.b"]],
    ["state", ["open"], ["OPEN", "", "x"]],
    ["priority", ["low", "high"], [0, "0", "urgent"]],
    ["count", [0, 1000], [-1, 1001, 1.5, "1"]],
    ["small", [-32_768, 32_767], [-32_769, 32_768]],
    ["amountCents", [0, -(2 ** 53 - 1), 2 ** 53 - 1], [2 ** 53, 0.1, "1"]],
    ["weightKg", [0, -1e6, 1e6, 0.1], [1e6 + 1, Number.NaN, Number.POSITIVE_INFINITY]],
    ["facts", [{}, { a: [null] }], [[], "x", 1]],
    ["tags", [[], ["a"]], [["x".repeat(51)], Array(21).fill("a"), "a", [null]]],
    ["links", [["0198f000-0000-7000-8000-000000000001"]], [["x"], [""]]],
    ["moments", [["2026-03-01T10:11:12Z"]], [["soon"]]],
    ["done", [true], ["true", 1]],
    ["otherId", ["0198f000-0000-7000-8000-000000000001"], ["x", ""]],
    ["secret", ["plain"], ["x".repeat(501), "a\0"]],
  ] as [string, unknown[], unknown[]][])("checks %s", (key, good, bad) => {
    for (const value of good) expect(accepts(patch, { [key]: value }), JSON.stringify(value)).toBe(true);
    for (const value of bad) expect(accepts(patch, { [key]: value }), JSON.stringify(value)).toBe(false);
  });

  it("shows every column but those that are the database's own, and encrypted ones only where asked", () => {
    const shape = Object.keys((rowSchema(samples) as unknown as { def: { shape: object } }).def.shape);
    expect(shape).toContain("version");
    expect(shape).not.toContain("deletedAt");
    expect(
      Object.keys((rowSchema(samples, ["version"]) as unknown as { def: { shape: object } }).def.shape),
    ).not.toContain("version");
  });
});

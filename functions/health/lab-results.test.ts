import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { flagOf, trendOf } from "#core/health/lab-series";
import { exponentBetween, scaled } from "#core/health/lab-units";
import { changes, create, get, list, series, update } from "#functions/health/lab-results";
import { medical } from "#functions/health/medical.fixture";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const { looks } = medical(() => life);
const add = async (as: Person, date: string, analyte: string, result: object, more: object = {}) => {
  const answer = await life.call(create, { as, body: { date, analyte, result, ...more } });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id as string;
};
const seriesOf = async (as: Person, query: Record<string, string> = {}) =>
  (await life.call(series, { as, query })).body;

describe("results of laboratories", () => {
  it("are stored encrypted and are series by analyte, each value with its range", async () => {
    const anna = await life.user("anna");
    const range = { unit: "mIU/L", low: 0.4, high: 4 };
    const [a, b, c] = [
      await add(anna, "2026-01-10", "TSH", { value: 6.2, ...range }, { laboratory: "North" }),
      await add(anna, "2026-02-10", " tsh ", { value: 4, ...range }),
      await add(anna, "2026-03-01", "TSH", { value: 0.1, ...range }),
    ];
    await add(anna, "2026-03-01", "Kultur 培養", { text: "keine Erreger" });
    const body = await seriesOf(anna);
    expect(body).toMatchObject({
      unreadable: 0,
      words: [{ analyte: "Kultur 培養", points: [{ date: "2026-03-01", text: "keine Erreger", laboratory: null }] }],
      series: [
        {
          analyte: "TSH",
          unit: "mIU/L",
          points: [
            { labResultId: a, date: "2026-01-10", value: 6.2, low: 0.4, high: 4, flag: "high", laboratory: "North" },
            { labResultId: b, value: 4, flag: "in_range" },
            { labResultId: c, value: 0.1, flag: "low" },
          ],
          trend: { change: -3.9, direction: "falling" },
        },
      ],
    });
    expect((await seriesOf(anna, { analyte: "KULTUR 培養" })).series).toEqual([]);
    expect((await seriesOf(anna, { from: "2026-02-01", to: "2026-02-28" })).series[0].points).toHaveLength(1);
    const stored = await life.database.query<{ row: string }>(
      "select to_jsonb(l)::text as row from lab_results l where user_id = $1",
      [anna.userId],
    );
    for (const plain of ["TSH", "6.2", "mIU", "North"])
      expect(JSON.stringify(stored)).not.toContain(Buffer.from(plain).toString("hex"));
    expect((await life.call(list, { as: anna })).body.data[0]).not.toHaveProperty("result");
    expect((await life.call(get, { as: anna, params: { labResultId: a } })).body.result).toEqual({
      value: 6.2,
      ...range,
    });
  });

  it("are of one unit in a series: those that differ by a power of ten are converted, others are apart", async () => {
    const anna = await life.user("anna");
    await add(anna, "2026-01-01", "Glucose", { value: 5.2, unit: "mmol/L", low: 3.9, high: 5.5 });
    await add(anna, "2026-01-02", "Glucose", { value: 0.93, unit: "g/L", high: 1 });
    await add(anna, "2026-01-03", "Glucose", { value: 99, unit: "mg/dL", low: 70, high: 100 });
    await add(anna, "2026-01-04", "Glucose", { value: 5200, unit: "µmol/l" });
    const { series: all } = await seriesOf(anna, { analyte: "glucose" });
    expect(
      all.map((one: { unit: string; points: { value: number; high: number | null }[] }) => [
        one.unit,
        one.points.map(({ value, high }) => [value, high]),
      ]),
    ).toEqual([
      [
        "µmol/l",
        [
          [5200, 5500],
          [5200, null],
        ],
      ],
      [
        "mg/dL",
        [
          [93, 100],
          [99, 100],
        ],
      ],
    ]);
  });

  it.each([
    [{ value: "NaN", unit: "mg/L" }],
    [{ value: 1e13, unit: "mg/L" }],
    [{ value: 1, unit: "mg/L", low: 5, high: 4 }],
    [{ value: 1 }],
    [{ text: "" }],
    [{ value: 1, unit: "mg/L", text: "both" }],
  ])("are refused as %j", async (result) => {
    const anna = await life.user("anna");
    const body = { date: "2026-03-01", analyte: "Iron", result };
    const answer = await life.call(create, { as: anna, body });
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([400, expect.stringMatching(/^#\/result/)]);
    const id = await add(anna, "0001-01-01", "Iron", { value: 1, unit: "mg/L" });
    expect((await life.call(update, { as: anna, params: { labResultId: id }, body: { result } })).status).toBe(400);
    await add(anna, "9999-12-31", "Iron", { value: -1, unit: "" });
    expect((await seriesOf(anna)).series).toHaveLength(2);
  });

  it("are nobody else's, and reading them is recorded once for a request", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben", { role: "admin" })];
    await life.join(anna, ben);
    const id = await add(anna, "2026-03-01", "Iron", { value: 1, unit: "mg/L" });
    expect((await life.call(get, { as: ben, params: { labResultId: id } })).status).toBe(404);
    expect(await seriesOf(ben)).toEqual({ series: [], words: [], unreadable: 0 });
    await seriesOf(anna);
    await life.call(list, { as: anna, query: { include: "analyte,result" } });
    await life.call(changes, { as: anna });
    await life.call(get, { as: anna, params: { labResultId: id } });
    expect(await looks(anna, "lab_results")).toMatchObject([
      { actor_id: anna.userId, details: { count: 1, ids: [id] } },
      { details: { count: 1 } },
      { details: { count: 1 } },
      { entity_id: id },
    ]);
    await life.database.query("update lab_results set result = '\\x00' where id = $1", [id]);
    expect(await seriesOf(anna)).toMatchObject({ series: [], unreadable: 1 });
  });
});

describe("units", () => {
  it.each([
    ["mg/dL", "g/L", -2],
    ["ng/mL", "µg/l", 0],
    ["μmol/L", "mmol/L", -3],
    ["mU/L", "µIU/mL", undefined],
    ["mmol/L", "mg/dL", undefined],
    ["MU/L", "mU/L", undefined],
    ["10^9/L", "10^9 / l", 0],
    ["%", "mmol/mol", undefined],
  ])("%s is %s times ten to the %s", (from, to, exponent) => {
    expect(exponentBetween(from, to)).toBe(exponent);
  });

  it("are converted there and back without a change", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: -15, max: 15 }), (thousandths, by) => {
        const value = scaled(thousandths, -3);
        expect(scaled(scaled(value, by), -by)).toBe(value);
      }),
      { numRuns: 200 },
    );
  });
});

it("says of a value where it is only as far as that is known", () => {
  expect(flagOf(5, null, null, null)).toBeNull();
  expect(flagOf(5, "<", null, 10)).toBe("in_range");
  expect(flagOf(5, "<", 3, 10)).toBeNull();
  expect(flagOf(3, "<", 3, 10)).toBe("low");
  expect(flagOf(10, ">", 3, 10)).toBe("high");
  expect(flagOf(5, ">", 3, null)).toBe("in_range");
  expect(flagOf(3, null, 3, 3)).toBe("in_range");
});

it("finds a trend that one odd value does not move, and none in two days", () => {
  const points = (...values: number[]) =>
    values.map((value, n) => ({ date: `2026-01-${String(n * 5 + 1).padStart(2, "0")}`, value, comparator: null }));
  expect(trendOf(points(1))).toBeNull();
  expect(trendOf(points(1, 2))).toEqual({ change: 1, perYear: null, direction: null });
  expect(trendOf(points(10, 11, 12, 900, 14))).toMatchObject({ change: -886, direction: "rising" });
  expect(trendOf(points(100, 101, 100, 102))).toMatchObject({ direction: "steady" });
  const same = points(1, 2, 3).map((one) => ({ ...one, date: "2026-01-01" }));
  expect(trendOf(same)).toMatchObject({ direction: null });
});

/** What is read of an export of Apple Health, wherever that is interrupted. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textSource } from "#core/ingest/source";
import { bytesSource } from "#testing/sources";
import { readAppleHealth } from "./apple-health.ts";
import { apple, outcomeOf, short } from "./reading.fixture.ts";
import { americanTime, appleInstant, isoTime, nanosInstant } from "./times.ts";
import { converted } from "./units.ts";

const SPAN = 'startDate="2024-06-15 08:00:00 +0200" endDate="2024-06-15 08:01:00 +0200"';
const record = (type: string, unit: string, value: string, more = SPAN) =>
  `<Record type="HKQuantityTypeIdentifier${type}" sourceName="Watch" unit="${unit}" ${more} value="${value}"/>`;

describe("Apple Health", () => {
  it("is read in whatever units the person sees, shares of a whole as percents, and by the offset of its times", async () => {
    const { rows, problems } = await outcomeOf(
      readAppleHealth,
      apple(
        [
          record("BodyMass", "lb", "150"),
          record("BodyMass", "st", "11"),
          record("DistanceWalkingRunning", "mi", "1"),
          record("ActiveEnergyBurned", "kJ", "418.4"),
          record("ActiveEnergyBurned", "Cal", "100"),
          record("BodyTemperature", "degF", "98.6"),
          record("BloodGlucose", "mmol&lt;180.1558800000541&gt;/L", "5"),
          record("BodyFatPercentage", "%", "0.215"),
          record("OxygenSaturation", "%", "0.97"),
          record("DietaryWater", "fl_oz_us", "8"),
          record("Height", "ft", "6"),
        ].join("\n"),
      ),
    );
    expect(problems).toEqual([]);
    expect(short(rows).map(([type, value]) => [type, value])).toEqual([
      ["weight_kg", 68.0388555],
      ["weight_kg", 69.85322498],
      ["distance_m", 1609.344],
      ["active_calories", 100],
      ["active_calories", 100],
      ["body_temperature", 37],
      ["blood_glucose", 90.07794],
      ["body_fat_pct", 21.5],
      ["oxygen_saturation", 97],
      ["water_ml", 236.5882365],
      ["height_cm", 182.88],
    ]);
    expect(short(rows)[0]!.slice(2)).toEqual(["2024-06-15T06:00:00.000Z", "2024-06-15T06:01:00.000Z"]);
  });

  it("is read past a broken DTD, control characters, and elements that are not well formed", async () => {
    const inner = [
      record("HeartRate", "count/min", "60").replace("Watch", "Wa\u000btch"),
      record("HeartRate", "count/min", "61").replace(' unit="count/min"', " unit='count/min' unit='count/min'"),
      "<Record type=HKQuantityTypeIdentifierHeartRate value='1'/>",
      `<Record type="HKQuantityTypeIdentifierHeartRate" ${SPAN} unit="count/min" value="62"><MetadataEntry key="a" value="&undefined;"></Record>`,
    ].join("\n");
    const broken = `<?xml version="1.0"?><!DOCTYPE HealthData [ <!-- <HealthData> --> <!ELEMENT HealthData (ExportDate> <!ATTLIST x\n  startDate CDATA #REQUIRED\n> ]>\n<HealthData locale="de">${inner}</HealthData>`;
    const { rows, problems, error } = await outcomeOf(readAppleHealth, textSource("export.xml", broken));
    expect(error).toBeUndefined();
    expect(rows).toMatchObject([{ value: 60, source: "Wa tch" }, { value: 61 }, { value: 62 }]);
    expect(problems).toEqual(["sample_time"]);
  });

  it("takes the stages of sleep, and of what it does not keep says by name how many there are", async () => {
    const sleep = (value: string) =>
      `<Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="W" ${SPAN} value="HKCategoryValueSleepAnalysis${value}"/>`;
    const { rows, problems, passed, units } = await outcomeOf(
      readAppleHealth,
      apple(
        [
          ...["InBed", "AsleepCore", "AsleepDeep", "AsleepREM", "AsleepUnspecified", "Awake", "Snoring"].map(sleep),
          ...Array(1_203).fill(record("AppleStandTime", "min", "1")),
          record("DietaryEnergyConsumed", "kcal", "500"),
          "<ClinicalRecord/>",
        ].join("\n"),
      ),
    );
    expect(short(rows).map(([stage]) => stage)).toEqual(["in_bed", "light", "deep", "rem", "asleep", "awake"]);
    expect(problems).toEqual(["sample_stage"]);
    expect(passed).toEqual({ AppleStandTime: 1_203, DietaryEnergyConsumed: 1, ClinicalRecord: 1 });
    expect(units.at(-1)).toMatchObject({ line: 1_212, found: { passed } });
    expect(units).toHaveLength(12);
  });

  it("is read the same wherever it is interrupted, and however its bytes arrive", async () => {
    const element = fc.oneof(
      fc.constantFrom(
        record("StepCount", "count", "5"),
        record("AppleStandTime", "min", "1"),
        "<Me/>",
        "<!-- > -->",
        "\r\n \t",
      ),
      fc
        .string({ unit: "grapheme" })
        .map((name) => record("StepCount", "count", "1").replace("Watch", name.replace(/[<&"]/g, ""))),
      fc.constant(
        `<Workout workoutActivityType="HKWorkoutActivityTypeRunning" ${SPAN}><WorkoutStatistics type="x"/></Workout>`,
      ),
      fc.constant(`<Correlation type="x">${record("StepCount", "count", "9")}</Correlation>`),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(element, { maxLength: 30 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 3 }),
        async (elements, chunkBytes, stopAfter) => {
          const bytes = Buffer.from(`<HealthData>${elements.join("")}</HealthData>`, "utf8");
          const whole = await outcomeOf(readAppleHealth, bytesSource("export.xml", bytes));
          const inParts = await outcomeOf(readAppleHealth, bytesSource("export.xml", bytes, { chunkBytes }), stopAfter);
          expect(whole.error).toBeUndefined();
          expect({ ...inParts, units: 0 }).toEqual({ ...whole, units: 0 });
          expect(whole.rows).toHaveLength(elements.filter((one) => /^<Workout|^<Record.*StepCount"/s.test(one)).length);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("is refused for a text without end, and for nesting without end", async () => {
    const endless = (begin: string, again: string) => ({
      ...textSource("export.xml", ""),
      sizeBytes: 4 * 1024 ** 3,
      range: async () => Buffer.from("<HealthData>"),
      async *stream() {
        yield Buffer.from(begin);
        for (let n = 0; n < 100_000; n++) yield Buffer.from(again.repeat(1_000));
      },
    });
    const cases = [
      ['<Record type="', "x".repeat(100), "more than 1 MB without the end of a record"],
      ['<Record type="', ">".repeat(100), "more than 1 MB without the end of a record"],
      ["<!--", "-".repeat(100), "more than 1 MB without the end of a record"],
      ["<Workout>", `<WorkoutEvent a="${"x".repeat(80)}"/>`, "a record of more than 16 MB"],
      ["<Workout>", "<a>", "nested more than 30 deep"],
    ] as const;
    for (const [begin, again, error] of cases)
      expect((await outcomeOf(readAppleHealth, endless(begin, again))).error).toContain(error);
  });

  it("is told by what it begins with, whatever that is, in little time", async () => {
    for (const text of ["", "<", "<!--".repeat(200_000), "<HealthData ".repeat(80_000), "PK", "\u0000".repeat(1_000)])
      expect((await outcomeOf(readAppleHealth, textSource("export.xml", text))).error).toBeDefined();
  });
});

describe("times and units", () => {
  it("are read as they are written, and not where there are none", () => {
    expect(appleInstant("2014-09-13 10:27:54 +0100")).toBe(Date.parse("2014-09-13T09:27:54Z"));
    for (const none of [
      "2014-02-30 10:27:54 +0100",
      "0001-01-01 00:00:00 +0000",
      "9999-12-31 00:00:00 +0000",
      "2014-09-13T10:27:54 +0100",
      "2014-09-13 25:27:54 +0100",
      "2014-09-13 10:27:54 +0a00",
      undefined,
    ])
      expect(appleInstant(none)).toBeUndefined();
    // More than 2^53, where a number would be off by a millisecond.
    expect(nanosInstant("1714499998999000000")).toBe(1_714_499_998_999);
    expect(isoTime("2024-01-15T07:00:00.5+02:00")).toBe(Date.parse("2024-01-15T05:00:00.500Z"));
    expect(isoTime("2024-01-15T07:00:00")).toBe("2024-01-15T07:00:00.000");
    expect(americanTime("01/15/24 07:01:59")).toBe("2024-01-15T07:01:59.000");
    expect(converted("weight_kg", 1, "constructor")).toBeUndefined();
  });
});

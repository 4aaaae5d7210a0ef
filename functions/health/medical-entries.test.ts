import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { create as createMeasurement, list as listMeasurements } from "#functions/health/measurements";
import { create, get, list, update } from "#functions/health/medical-entries";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

describe("the medical record", () => {
  it("stores details encrypted, returns them for a single entry, and in lists only on request", async () => {
    const anna = await life.user("anna");
    const details = "TSH 2.1 mIU/L, all well";
    const { status, body } = await life.call(create, {
      as: anna,
      body: { date: "2026-03-02", type: "lab_result", title: "Thyroid", details },
    });
    expect(status).toBe(201);
    const params = { medicalEntryId: body.id };
    expect((await life.call(get, { as: anna, params })).body.details).toBe(details);
    expect((await life.call(list, { as: anna })).body.data[0]).not.toHaveProperty("details");
    expect((await life.call(list, { as: anna, query: { include: "details" } })).body.data[0].details).toBe(details);

    const [stored] = await life.database.query<{ hex: string }>(
      "select encode(details, 'hex') as hex from medical_entries where id = $1",
      [body.id],
    );
    expect(stored!.hex).not.toContain(Buffer.from("TSH").toString("hex"));
    expect(JSON.stringify(life.published)).not.toContain("TSH");
    expect(
      await life.database.query("select 1 from events where previous::text like '%TSH%' or payload::text like '%TSH%'"),
    ).toEqual([]);
  });

  it("changes and clears details", async () => {
    const anna = await life.user("anna");
    const { body } = await life.call(create, {
      as: anna,
      body: { date: "2026-03-02", type: "note", title: "Knee", details: "hurts" },
    });
    const params = { medicalEntryId: body.id };
    expect((await life.call(update, { as: anna, params, body: { details: "better" } })).body.details).toBe("better");
    expect((await life.call(update, { as: anna, params, body: { details: null } })).body.details).toBeNull();
  });
});

describe("measurements", () => {
  it("are listed by type, newest day first", async () => {
    const anna = await life.user("anna");
    for (const [date, value] of [
      ["2026-01-05", 82],
      ["2026-02-05", 81.5],
    ] as const)
      await life.call(createMeasurement, { as: anna, body: { date, type: "waist", value, unit: "cm" } });
    await life.call(createMeasurement, {
      as: anna,
      body: { date: "2026-02-05", type: "weight", value: 70, unit: "kg" },
    });
    const { body } = await life.call(listMeasurements, { as: anna, query: { type: "waist", sort: "-date" } });
    expect(body.data.map((row: { value: number }) => row.value)).toEqual([81.5, 82]);
  });
});

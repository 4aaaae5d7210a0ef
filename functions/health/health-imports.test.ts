/** Imports of what phones, watches and rings have measured: totals, a second time, an undo, and what is refused by name. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ImportStarted, ImportUndoStarted } from "#core/ingest/events";
import { list as listWorkouts, route } from "#functions/health/completed-workouts";
import { batch } from "#functions/health/metrics";
import { create, get, rows, undo } from "#functions/ingest/imports";
import { type ImportWorkflows, importWorkflows } from "#functions/ingest/imports.fixture";
import type { Person } from "#testing/harness";
import { type Shelf, shelf } from "#testing/shelf";

const projectRoot = path.resolve(import.meta.dirname, "../..");
const dataRoot = path.resolve(projectRoot, process.env.LIFEOS_DATA ?? "../shared/data");
const has = (folder: string) => existsSync(path.join(dataRoot, folder));
const bytesOf = (file: string) => readFileSync(path.join(dataRoot, file));

let life: Shelf;
let workflows: ImportWorkflows;
beforeAll(async () => {
  life = await shelf();
  workflows = await importWorkflows(life, life.database);
});
afterAll(async () => {
  await workflows.stop();
  await life.close();
});

const MIME: Readonly<Record<string, string>> = {
  zip: "application/zip",
  xml: "application/xml",
  json: "application/json",
  csv: "text/csv",
};

type Fields = Record<string, unknown>;

async function imported(person: Person, kind: string, fileName: string, bytes: Uint8Array, more: object = {}) {
  const mimeType = MIME[fileName.slice(fileName.lastIndexOf(".") + 1)]!;
  const { body: file } = await life.keep(person, bytes, { fileName, mimeType });
  return importedAs(person, kind, file.id, more);
}

async function importedAs(person: Person, kind: string, fileId: string, more: object = {}) {
  const asked = await life.call(create, { as: person, body: { kind, fileId, ...more } });
  expect(asked.status, JSON.stringify(asked.body)).toBe(201);
  expect(await workflows.handle(person, ImportStarted, asked.body.id)).toEqual(["completed"]);
  return (await life.call(get, { as: person, params: { importId: asked.body.id } })).body;
}

async function undone(person: Person, id: string) {
  expect((await life.call(undo, { as: person, params: { importId: id } })).status).toBe(202);
  expect(await workflows.handle(person, ImportUndoStarted, id)).toEqual(["completed"]);
  return (await life.call(get, { as: person, params: { importId: id } })).body;
}

/** How many samples there are of each type, and what they add up to. */
const samplesOf = async ({ userId }: Person): Promise<Record<string, [number, number]>> =>
  Object.fromEntries(
    (
      await life.rows(
        "select metric_type, count(*)::int as count, round(sum(value)::numeric, 3)::float8 as sum from health_metrics where user_id = $1 group by metric_type order by metric_type",
        [userId],
      )
    ).map(({ metric_type, count, sum }) => [metric_type, [count, sum]]),
  );

const workoutsOf = async (person: Person): Promise<Fields[]> =>
  (await life.call(listWorkouts, { as: person, query: { limit: "100" } })).body.data;

const apple = (inner: string) =>
  strToU8(`<?xml version="1.0"?>\n<HealthData locale="en_US">\n${inner}\n</HealthData>\n`);
const record = (type: string, more: Record<string, string>) =>
  `<Record type="HK${type}" ${Object.entries({
    sourceName: "Watch",
    startDate: "2024-06-15 08:00:00 +0200",
    endDate: "2024-06-15 08:01:00 +0200",
    ...more,
  })
    .map(([name, value]) => `${name}="${value}"`)
    .join(" ")}/>`;

/** Creates nothing a second time, and leaves nothing when it is undone. */
async function holdsTwice(person: Person, kind: string, fileName: string, bytes: Uint8Array) {
  const before = await samplesOf(person);
  const first = await imported(person, kind, fileName, bytes);
  expect(first.error).toBeNull();
  const after = await samplesOf(person);
  const again = await importedAs(person, kind, first.fileId, { again: true });
  expect(again).toMatchObject({ created: 0, updated: 0, failed: first.failed, total: first.total });
  expect(await samplesOf(person)).toEqual(after);
  return { first, before, after };
}

describe("an export of Apple Health", () => {
  it.skipIf(!has("apple-health-tdda"))("comes in with the totals that others expect of it, once", async () => {
    const anna = await life.user("anna");
    const { first, after } = await holdsTwice(
      anna,
      "apple_health",
      "export.xml",
      bytesOf("apple-health-tdda/export6s3sample.xml"),
    );
    expect(first).toMatchObject({ status: "completed", created: 16, skipped: 2, total: 18, percentage: 100 });
    const column = (file: string) => {
      const [header, ...lines] = bytesOf(`apple-health-tdda/${file}`).toString("utf8").trim().split(/\r?\n/);
      const at = header!.split(",").indexOf("value");
      return lines.map((line) => Number(line.split(",")[at]));
    };
    const [steps, kilometres] = [column("StepCount.csv"), column("DistanceWalkingRunning.csv")];
    const sum = (values: number[]) => values.reduce((one, other) => one + other, 0);
    expect(after).toEqual({
      steps: [steps.length, sum(steps)],
      distance_m: [kilometres.length, Number((sum(kilometres) * 1_000).toFixed(3))],
    });
    expect(await workoutsOf(anna)).toMatchObject([
      { durationMinutes: 32, calories: 139.317, completedAt: "2016-04-02T10:12:22.000Z", source: "apple_health" },
    ]);
    expect(await undone(anna, first.id)).toMatchObject({ status: "undone", undone: 16, kept: 0 });
    expect(await samplesOf(anna)).toEqual({});
    expect(await workoutsOf(anna)).toEqual([]);
  });

  it.skipIf(!has("apple-health-mcp"))(
    "as a zip file says what it skips by name, and counts what a correlation repeats once",
    async () => {
      const ben = await life.user("ben");
      const at = "apple-health-mcp/sample_";
      const bytes = zipSync({
        "apple_health_export/Exportación.xml": bytesOf(`${at}export.xml`),
        "apple_health_export/export_cda.xml": strToU8("<ClinicalDocument/>"),
        "apple_health_export/electrocardiograms/ecg_2024-06-15.csv": bytesOf(`${at}ecg.csv`),
        "apple_health_export/workout-routes/sample_workout_route.gpx": bytesOf(`${at}workout_route.gpx`),
      });
      const { first, after } = await holdsTwice(ben, "apple_health", "export.zip", bytes);
      expect(after).toEqual({
        blood_pressure_diastolic: [1, 76],
        blood_pressure_systolic: [1, 118],
        heart_rate: [2, 150],
        steps: [1, 100],
      });
      expect(first.found.passed).toMatchObject({ StateOfMind: 1, BloodPressure: 1, ActivitySummary: 1 });
      const { body } = await life.call(rows, { as: ben, params: { importId: first.id }, query: { limit: "50" } });
      expect(body.data.filter(({ entityType }: Fields) => entityType === "workout_route")).toHaveLength(1);
      const others = body.data.filter(({ entityType }: Fields) => entityType !== "workout_route");
      expect(others.map(({ action, title }: Fields) => [action, title])).toEqual([
        ["skipped", "export_cda.xml"],
        ["skipped", "ecg_2024-06-15.csv"],
        ["skipped", "StateOfMind"],
        ["created", "Running, 2024-06-15T10:00, 5.00 km, sample_workout_route.gpx (3)"],
        ["skipped", "ActivitySummary"],
        ["skipped", "BloodPressure"],
      ]);
    },
  );

  it("keeps the way of a workout for its person alone, adds it to one that came without, and takes it back", async () => {
    const [ada, other] = [await life.user("ada"), await life.user("other")];
    const gpx = (...segments: [number, number][][]) =>
      strToU8(
        `<gpx><trk>${segments.map((points) => `<trkseg>${points.map(([lon, lat]) => `<trkpt lon="${lon}" lat="${lat}"><ele>1</ele></trkpt>`).join("")}</trkseg>`).join("")}</trk></gpx>`,
      );
    const workout = (inner: string) =>
      apple(
        `<Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30" durationUnit="min" sourceName="Watch" startDate="2024-06-15 10:00:00 +0000" endDate="2024-06-15 10:30:00 +0000">${inner}</Workout>`,
      );
    const whole = (...segments: [number, number][][]) =>
      zipSync({
        "apple_health_export/export.xml": workout(
          '<WorkoutRoute><FileReference path="/workout-routes/route.gpx"/></WorkoutRoute>',
        ),
        "apple_health_export/workout-routes/route.gpx": gpx(...segments),
      });
    const wayOf = async (person: Person, id: string) =>
      (await life.call(route, { as: person, params: { completedWorkoutId: id } })).body;
    // An import of before, which knew of no ways.
    await imported(ada, "apple_health", "export.xml", workout(""));
    const [{ id } = { id: "" }] = (await workoutsOf(ada)) as { id: string }[];
    const none = { geometry: { type: "MultiLineString", coordinates: [] }, recordedPoints: 0 };
    expect(await wayOf(ada, id)).toEqual(none);
    const straight = Array.from({ length: 3_000 }, (_, n): [number, number] => [13.4 + n / 100_000, 52.5]);
    const second = await imported(
      ada,
      "apple_health",
      "export.zip",
      whole(
        [...straight, [13.43, 52.6]],
        [
          [13.5, 52.6],
          [13.5, 52.7],
        ],
      ),
    );
    expect(second).toMatchObject({ created: 0, updated: 1, failed: 0 });
    const way = {
      geometry: {
        type: "MultiLineString",
        coordinates: [
          [
            [13.4, 52.5],
            [13.42999, 52.5],
            [13.43, 52.6],
          ],
          [
            [13.5, 52.6],
            [13.5, 52.7],
          ],
        ],
      },
      recordedPoints: 3_003,
    };
    expect(await wayOf(ada, id)).toEqual(way);
    expect(await wayOf(other, id)).toMatchObject({ status: 404 });
    expect(await importedAs(ada, "apple_health", second.fileId, { again: true })).toMatchObject({ updated: 0 });
    const third = await imported(
      ada,
      "apple_health",
      "export.zip",
      whole([
        [13.4, 52.5],
        [13.5, 52.5],
      ]),
    );
    expect((await wayOf(ada, id)).recordedPoints).toBe(2);
    // A workout that is given to somebody to see is given without its way.
    await life.rows(
      "insert into access_grants (grantor_id, grantee_id, entity_type, entity_id, role) values ($1, $2, 'completed_workout', $3, 'viewer')",
      [ada.userId, other.userId, id],
    );
    expect(await wayOf(other, id)).toEqual(none);
    expect(await undone(ada, third.id)).toMatchObject({ undone: 2, kept: 0 });
    expect(await wayOf(ada, id)).toEqual(way);
    // Whatever erases a workout for good takes its way along.
    await life.rows("delete from completed_workouts where id = $1", [id]);
    const eve = await life.user("eve");
    const own = await imported(eve, "apple_health", "export.zip", whole(straight));
    expect(own).toMatchObject({ created: 1 });
    expect(await undone(eve, own.id)).toMatchObject({ undone: 2, kept: 0 });
    expect(await life.rows("select 1 from workout_routes where user_id = $1", [ada.userId])).toEqual([]);
  });

  it("corrects what it says otherwise by now, and an undo puts back what was there", async () => {
    const cleo = await life.user("cleo");
    const weight = (value: string) => apple(record("QuantityTypeIdentifierBodyMass", { unit: "lb", value }));
    const first = await imported(cleo, "apple_health", "export.xml", weight("150"));
    expect(first).toMatchObject({ created: 1, updated: 0 });
    expect(await samplesOf(cleo)).toEqual({ weight_kg: [1, 68.039] });
    const second = await imported(cleo, "apple_health", "export.xml", weight("152"));
    expect(second).toMatchObject({ created: 0, updated: 1 });
    expect(await samplesOf(cleo)).toEqual({ weight_kg: [1, 68.946] });
    expect(await undone(cleo, second.id)).toMatchObject({ undone: 1, kept: 0 });
    expect(await samplesOf(cleo)).toEqual({ weight_kg: [1, 68.039] });
  });

  it("keeps what was changed since, and what a phone has sent itself", async () => {
    const dora = await life.user("dora");
    const steps = (...values: string[]) =>
      apple(
        values
          .map((value, n) =>
            record("QuantityTypeIdentifierStepCount", {
              unit: "count",
              value,
              endDate: `2024-06-15 08:0${n + 1}:00 +0200`,
            }),
          )
          .join("\n"),
      );
    const sent = {
      metricType: "steps",
      value: 10,
      source: "Watch",
      measuredAt: "2024-06-15T06:00:00.000Z",
      endedAt: "2024-06-15T06:01:00.000Z",
    };
    const asked = await life.call(batch, { as: dora, body: { samples: [sent] } });
    const first = await imported(dora, "apple_health", "export.xml", steps("10", "20", "30"));
    // Whether a phone may send ends is the batch's matter.
    expect(first).toMatchObject(asked.status === 200 ? { created: 2, skipped: 1 } : { created: 3 });
    await life.rows("update health_metrics set value = 21, version = version + 1 where user_id = $1 and value = 20", [
      dora.userId,
    ]);
    expect(await undone(dora, first.id)).toMatchObject({ status: "undone", kept: 1 });
    expect((await samplesOf(dora)).steps).toEqual(asked.status === 200 ? [2, 31] : [1, 21]);
  });

  it("does not repeat a workout that another program has told of", async () => {
    const emil = await life.user("emil");
    const workout = (sourceName: string, end: string) =>
      `<Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30" durationUnit="min" sourceName="${sourceName}" startDate="2024-06-15 10:00:00 +0000" endDate="2024-06-15 10:${end} +0000"/>`;
    const job = await imported(
      emil,
      "apple_health",
      "export.xml",
      apple(workout("Watch", "30:00") + workout("Strava", "30:20")),
    );
    expect(job).toMatchObject({ created: 1, skipped: 1 });
    expect(await workoutsOf(emil)).toHaveLength(1);
  });

  it("says of each record why it is none, and goes on", async () => {
    const finn = await life.user("finn");
    const heart = (more: Record<string, string>) =>
      record("QuantityTypeIdentifierHeartRate", { unit: "count/min", value: "70", ...more });
    const job = await imported(
      finn,
      "apple_health",
      "export.xml",
      apple(
        [
          heart({ startDate: "2024-06-15 09:00:00 +0200" }),
          heart({ startDate: "0001-01-01 00:00:00 +0000" }),
          heart({ endDate: "9999-12-31 23:59:59 +0000" }),
          heart({ value: "NaN" }),
          heart({ value: "900" }),
          heart({ unit: "furlong/fortnight" }),
          heart({ startDate: "2024-06-01 08:00:00 +0200" }),
          heart({
            sourceName: "Ärmel 腕時計 ⌚ \u000b",
            device: "&lt;&lt;HKDevice: 0x2813&gt;, name:Apple Watch, model:Watch, hardware:Watch6,2&gt;",
          }),
        ].join("\n"),
      ),
    );
    expect(job).toMatchObject({ status: "partial", created: 1, failed: 7 });
    const { body } = await life.call(rows, { as: finn, params: { importId: job.id }, query: { action: "failed" } });
    expect(body.data.map(({ reason }: Fields) => reason)).toEqual([
      "It ends before it begins.",
      "It has no time at which a body can have been measured.",
      "It has no time at which a body can have been measured.",
      "“NaN” is no number that HeartRate can have.",
      expect.stringContaining("heart_rate is at most 400"),
      "Nothing is known of the unit “furlong/fortnight” of HeartRate.",
      expect.stringContaining("within 48 hours"),
    ]);
    const [kept] = await life.rows("select source, device from health_metrics where user_id = $1", [finn.userId]);
    expect(kept).toEqual({ source: "Ärmel 腕時計 ⌚", device: "Apple Watch, Watch6,2" });
  });

  it("refuses by name what it is not", async () => {
    const gina = await life.user("gina");
    const cases = [
      [
        "export_cda.xml",
        strToU8('<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"/>'),
        "is the clinical document",
      ],
      ["page.xml", strToU8("<html/>"), "“page.xml” is no export of Apple Health"],
      [
        "cut.xml",
        apple(record("QuantityTypeIdentifierStepCount", { unit: "count", value: "1" })).slice(0, -10),
        "it is not complete",
      ],
      ["other.zip", zipSync({ "a.txt": strToU8("a") }), "There is no export.xml in it"],
    ] as const;
    for (const [name, bytes, error] of cases)
      expect(await imported(gina, "apple_health", name, bytes)).toMatchObject({
        status: "failed",
        error: expect.stringContaining(error),
      });
    // What was before the end is taken in.
    expect(await samplesOf(gina)).toEqual({ steps: [1, 1] });
  });
});

describe("minutes of Fitbit without a zone", () => {
  const minutes = (...times: [string, number][]) =>
    strToU8(JSON.stringify(times.map(([time, value]) => ({ dateTime: `07/15/24 ${time}:00`, value: String(value) }))));
  const name = "steps-2024-07-15.json";
  const stepsOf = ({ userId }: Person) =>
    life.rows(
      "select value::int, to_char(measured_at at time zone 'UTC', 'DD HH24:MI') as at, date::text from health_metrics where user_id = $1 order by measured_at",
      [userId],
    );

  it("are moved where an import took them for those of UTC before it was known that they are of the wall", async () => {
    const kim = await life.user("kim");
    // No file says by where it begins that it is of the wall.
    const first = await imported(kim, "wearable_export", name, minutes(["08:00", 1], ["09:00", 2], ["10:00", 3]));
    expect(first).toMatchObject({ created: 3, failed: 0 });
    expect(await stepsOf(kim)).toMatchObject([{ at: "15 08:00" }, { at: "15 09:00" }, { at: "15 10:00" }]);
    await life.rows("update users set timezone = 'Europe/Berlin' where id = $1", [kim.userId]);
    // Berlin is two hours ahead, so that each minute comes to where another was.
    const whole = zipSync({
      [name]: minutes(["00:00", 9], ["08:00", 1], ["09:00", 2], ["10:00", 4], ["12:00", 5]),
    });
    const second = await imported(kim, "wearable_export", "fitbit.zip", whole);
    expect(second).toMatchObject({ created: 2, updated: 3, failed: 0 });
    const moved = [
      { value: 9, at: "14 22:00", date: "2024-07-15" },
      { value: 1, at: "15 06:00", date: "2024-07-15" },
      { value: 2, at: "15 07:00", date: "2024-07-15" },
      { value: 4, at: "15 08:00", date: "2024-07-15" },
      { value: 5, at: "15 10:00", date: "2024-07-15" },
    ];
    expect(await stepsOf(kim)).toEqual(moved);
    const again = await importedAs(kim, "wearable_export", second.fileId, { again: true });
    expect(again).toMatchObject({ created: 0, updated: 0 });
    // Somebody who lived elsewhere says so and imports again.
    await life.rows("update users set timezone = 'America/Denver' where id = $1", [kim.userId]);
    const elsewhere = await importedAs(kim, "wearable_export", second.fileId, { again: true });
    expect(elsewhere).toMatchObject({ created: 0, updated: 5 });
    expect((await stepsOf(kim))[1]).toEqual({ value: 1, at: "15 14:00", date: "2024-07-15" });
    expect(await undone(kim, elsewhere.id)).toMatchObject({ status: "undone", undone: 5, kept: 0 });
    // Its days are those of the zone that the person has by now.
    expect(await stepsOf(kim)).toEqual(moved.map((one, at) => (at > 0 ? one : { ...one, date: "2024-07-14" })));
  });
});

describe("a Google Takeout of Fit", () => {
  it.skipIf(!has("takeout-fit-niimpy"))(
    "comes in with the sums of its own tables, once, whatever its folders are called",
    async () => {
      const hana = await life.user("hana");
      const root = path.join(dataRoot, "takeout-fit-niimpy/Takeout/Fit");
      const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
      const members = files.map(({ parentPath, name }) => {
        const folder = path
          .relative(root, parentPath)
          .replace("All Data", "Alle Daten")
          .replace("Daily activity metrics", "Tägliche Messwerte");
        return [
          `Takeout/Google Fit/${folder}/${name}`,
          new Uint8Array(readFileSync(path.join(parentPath, name))),
        ] as const;
      });
      const { first, after } = await holdsTwice(
        hana,
        "google_fit",
        "takeout.zip",
        zipSync(Object.fromEntries(members)),
      );
      expect(first).toMatchObject({ status: "completed", failed: 0 });
      const tables = files.filter(({ name }) => /^\d{4}-\d\d-\d\d\.csv$/.test(name));
      const ofTables = (column: string) =>
        tables
          .flatMap(({ parentPath, name }) => {
            const [header, ...lines] = readFileSync(path.join(parentPath, name), "utf8").trim().split(/\r?\n/);
            const at = header!.split(",").indexOf(column);
            return lines.map((line) => Number(line.split(",")[at] || 0));
          })
          .reduce((sum, value) => sum + value, 0);
      // The steps of the tables, and those of two streams of another day.
      expect(after.steps![1]).toBe(ofTables("Step count") + 16);
      expect(after.distance_m![1]).toBeCloseTo(ofTables("Distance (m)"), 2);
      expect(after.exercise_minutes![1]).toBe(ofTables("Move Minutes count"));
      expect(after.heart_rate).toEqual([10, 650]);
      // The merged stream of sleep, and the night of a session.
      expect(after.sleep![0]).toBe(14);
      expect((await workoutsOf(hana)).map(({ sets }) => (sets as Fields[])[0]!.exercise).sort()).toEqual([
        "Biking",
        "Walking",
      ]);
      expect(await undone(hana, first.id)).toMatchObject({ status: "undone", kept: 0 });
      expect(await samplesOf(hana)).toEqual({});
    },
  );
});

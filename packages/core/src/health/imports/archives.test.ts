/** What is read of the exports of Google Fit, Health Connect, Oura, Fitbit and Garmin, wherever that is interrupted. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textSource } from "#core/ingest/source";
import { readArchive } from "./archive.ts";
import { fitbit } from "./fitbit.ts";
import { garmin } from "./garmin.ts";
import { googleFit } from "./google-fit.ts";
import { healthConnect } from "./health-connect.ts";
import { oura } from "./oura.ts";
import { outcomeOf, type Read, short, timeOf, zipSource } from "./reading.fixture.ts";

const wearable: Read = (source, cursor) => readArchive(source, cursor, [healthConnect, oura, fitbit, garmin]);
const takeout: Read = (source, cursor) => readArchive(source, cursor, [googleFit]);

describe("Google Fit", () => {
  const stream = (id: string, type: string, ...points: [start: string, end: string, value: unknown][]) =>
    JSON.stringify({
      "Data Source": id,
      "Data Points": points.map(([startTimeNanos, endTimeNanos, value]) => ({
        fitValue: [{ value }],
        originDataSourceId: "raw:com.google.step_count.cumulative:Google:Pixel 4:1a:Step Counter",
        endTimeNanos,
        startTimeNanos,
        dataTypeName: type,
      })),
      // Numbers without quotation marks, as they are written.
    }).replace(/TimeNanos":"(\d+)"/g, 'TimeNanos":$1');
  const MERGED = "derived:com.google.step_count.delta:com.google.android.gms:merge_step_deltas";
  const day = (date: string, steps: number) =>
    [
      "Start time,End time,Step count,Calories (kcal)",
      `10:00:00.000+02:00,10:15:00.000+02:00,${steps},99`,
      `23:45:00.000+02:00,00:00:00.000+02:00,1,`,
    ].join("\n") + (date ? "\n" : "");

  it("takes merged streams instead of raw ones, and tables only of days without streams", async () => {
    const files = {
      "Takeout/Fit/Alle Daten/raw_com.google.step_count.delta_x.json": stream(
        "raw:com.google.step_count.delta:com.x:",
        "",
        ["1705305600000000000", "1705305660000000000", { intVal: 7 }],
      ),
      "Takeout/Fit/Alle Daten/derived_com.google.step_count.delta_c.json": stream(MERGED, "", [
        "1705305600123456789",
        "1705305660000000000",
        { intVal: 9 },
      ]),
      "Takeout/Fit/Tägliche Daten/2024-01-15.csv": day("2024-01-15", 100),
      "Takeout/Fit/Tägliche Daten/2024-01-16.csv": day("2024-01-16", 200),
      "Takeout/Fit/Tägliche Daten/2024-01-17.csv": "開始,終了,歩数\n10:00:00.000+02:00,10:15:00.000+02:00,5\n",
    };
    for (const stopAfter of [1, Number.POSITIVE_INFINITY]) {
      const { rows, passed, problems, error } = await outcomeOf(takeout, zipSource("takeout.zip", files), stopAfter);
      expect([error, problems]).toEqual([undefined, []]);
      expect(short(rows)).toEqual([
        ["steps", 9, "2024-01-15T08:00:00.123Z", "2024-01-15T08:01:00.000Z"],
        ["steps", 200, "2024-01-16T08:00:00.000Z", "2024-01-16T08:15:00.000Z"],
        ["steps", 1, "2024-01-16T21:45:00.000Z", "2024-01-16T22:00:00.000Z"],
      ]);
      expect(rows[0]).toMatchObject({ source: "Google Fit", device: "Google Pixel 4" });
      expect(passed).toEqual({ "raw_com.google.step_count.delta_x.json": 1, "2024-01-17.csv": 1 });
    }
  });
});

describe("Health Connect", () => {
  it("is read with the fields of Android's records, as a list or by type", async () => {
    const metadata = {
      id: "a1",
      dataOrigin: "com.sec.android.app.shealth",
      device: { manufacturer: "Samsung", model: "SM-R960" },
    };
    const time = { startTime: "2024-01-15T08:00:00Z", endTime: "2024-01-15T08:30:00Z", metadata };
    const list = [
      { recordType: "Steps", count: 500, ...time },
      { recordType: "Weight", weight: { inPounds: 150 }, time: "2024-01-15T08:00:00Z", metadata },
      {
        recordType: "SleepSession",
        stages: [{ stage: 5, startTime: "2024-01-15T08:00:00Z", endTime: "2024-01-15T08:10:00Z" }],
        ...time,
      },
      { recordType: "HeartRate", samples: [{ time: "2024-01-15T08:00:01Z", beatsPerMinute: 61 }], ...time },
      { recordType: "ExerciseSession", exerciseType: 56, ...time },
      { recordType: "Nutrition", ...time },
    ];
    const expected = [
      ["steps", 500, "2024-01-15T08:00:00.000Z", "2024-01-15T08:30:00.000Z"],
      ["weight_kg", 68.0388555, "2024-01-15T08:00:00.000Z", undefined],
      ["in_bed", 0, "2024-01-15T08:00:00.000Z", "2024-01-15T08:30:00.000Z"],
      ["deep", 0, "2024-01-15T08:00:00.000Z", "2024-01-15T08:10:00.000Z"],
      ["heart_rate", 61, "2024-01-15T08:00:01.000Z", undefined],
      ["Running", undefined, "2024-01-15T08:00:00.000Z", "2024-01-15T08:30:00.000Z"],
    ];
    const byType = Object.fromEntries(list.map(({ recordType, ...rest }) => [`${recordType}Record`, [rest]]));
    for (const json of [list, byType]) {
      const { rows, passed, error } = await outcomeOf(wearable, textSource("health.json", JSON.stringify(json)), 1);
      expect(error).toBeUndefined();
      expect(short(rows)).toEqual(expected);
      expect(rows[0]).toMatchObject({
        source: "com.sec.android.app.shealth",
        device: "Samsung SM-R960",
        externalId: "a1",
      });
      expect(passed).toEqual({ Nutrition: 1 });
    }
    const csv = "start_time,end_time,count\n2024-01-15T08:00:00Z,2024-01-15T08:30:00Z,500\n";
    expect(short((await outcomeOf(wearable, textSource("Steps.csv", csv))).rows)).toEqual([expected[0]]);
  });
});

describe("Oura", () => {
  it("is read as tables and as JSON", async () => {
    const csv = [
      "average_breath;average_hrv;bedtime_end;bedtime_start;day;lowest_heart_rate;sleep_phase_5_min;type",
      "14.5;60;2024-01-15T07:00:00.000+01:00;2024-01-15T06:40:00.000+01:00;2024-01-15;48;1123;long_sleep",
    ].join("\n");
    const night = [
      ["in_bed", 0, "2024-01-15T05:40:00.000Z", "2024-01-15T06:00:00.000Z"],
      ["deep", 0, "2024-01-15T05:40:00.000Z", "2024-01-15T05:50:00.000Z"],
      ["light", 0, "2024-01-15T05:50:00.000Z", "2024-01-15T05:55:00.000Z"],
      ["rem", 0, "2024-01-15T05:55:00.000Z", "2024-01-15T06:00:00.000Z"],
      ["heart_rate_variability", 60, "2024-01-15T05:40:00.000Z", "2024-01-15T06:00:00.000Z"],
      ["resting_heart_rate", 48, "2024-01-15T05:40:00.000Z", "2024-01-15T06:00:00.000Z"],
      ["respiratory_rate", 14.5, "2024-01-15T05:40:00.000Z", "2024-01-15T06:00:00.000Z"],
    ];
    const files = {
      "App Data/sleepmodel.csv": csv,
      "App Data/dailyactivity.csv": "active_calories;day;steps;equivalent_walking_distance\n300;2024-01-15;8000;6000\n",
      "App Data/dailyspo2.csv": 'day;spo2_percentage\n2024-01-15;"{""average"": 97.4}"\n',
    };
    const { rows, error } = await outcomeOf(wearable, zipSource("oura.zip", files), 1);
    expect(error).toBeUndefined();
    expect(short(rows)).toEqual([
      ...night,
      ["steps", 8000, "2024-01-15T00:00:00.000", "2024-01-16T00:00:00.000"],
      ["active_calories", 300, "2024-01-15T00:00:00.000", "2024-01-16T00:00:00.000"],
      ["distance_m", 6000, "2024-01-15T00:00:00.000", "2024-01-16T00:00:00.000"],
      ["oxygen_saturation", 97.4, "2024-01-15T12:00:00.000", undefined],
    ]);
    const json = {
      data: [
        {
          bedtime_start: "2024-01-15T06:40:00+01:00",
          bedtime_end: "2024-01-15T07:00:00+01:00",
          sleep_phase_5_min: "1123",
          average_hrv: 60,
          lowest_heart_rate: 48,
          average_breath: 14.5,
        },
      ],
      next_token: null,
    };
    expect(short((await outcomeOf(wearable, textSource("sleep.json", JSON.stringify(json)))).rows)).toEqual(night);
  });
});

describe("Fitbit", () => {
  it("is read by the names of its files, and what is there twice once", async () => {
    const at = "Takeout/Fitbit/Global Export Data/";
    const files = {
      [`${at}steps-2024-01-15.json`]: JSON.stringify([
        { dateTime: "01/15/24 08:00:00", value: "12" },
        { dateTime: "01/15/24 08:01:00", value: "0" },
      ]),
      [`${at}heart_rate-2024-01-15.json`]: JSON.stringify([
        { dateTime: "01/15/24 08:00:05", value: { bpm: 66, confidence: 2 } },
      ]),
      "Takeout/Fitbit/Physical Activity_GoogleData/heart_rate_2024-01-15.csv":
        "timestamp,beats per minute,data source\n2024-01-15T08:00:05Z,66.0,Sense 2\n",
      [`${at}weight-2024-01-01.json`]: JSON.stringify([
        { logId: 1, weight: 150, fat: 20.5, date: "01/15/24", time: "07:01:59", source: "Aria" },
      ]),
      [`${at}calories-2024-01-15.json`]: "[]",
      [`${at}sleep-2024-01-01.json`]: JSON.stringify([
        {
          startTime: "2024-01-14T23:00:00.000",
          endTime: "2024-01-14T23:30:00.000",
          levels: {
            data: [{ dateTime: "2024-01-14T23:00:00.000", level: "light", seconds: 1_800 }],
            shortData: [{ dateTime: "2024-01-14T23:10:00.000", level: "wake", seconds: 60 }],
          },
        },
      ]),
      [`${at}exercise-0.json`]: JSON.stringify([
        {
          logId: 7,
          activityName: "Run",
          startTime: "01/15/24 17:00:00",
          duration: 1_800_000,
          distance: 3,
          distanceUnit: "Mile",
        },
      ]),
    };
    const { rows, passed, problems, error } = await outcomeOf(wearable, zipSource("fitbit.zip", files), 1);
    expect([error, problems]).toEqual([undefined, []]);
    expect(short(rows).sort()).toEqual(
      [
        ["Run", 4828.032, "2024-01-15T17:00:00.000Z", "2024-01-15T17:30:00.000Z"],
        ["awake", 0, "2024-01-14T23:10:00.000", "2024-01-14T23:11:00.000"],
        ["body_fat_pct", 20.5, "2024-01-15T07:01:59.000", undefined],
        ["heart_rate", 66, "2024-01-15T08:00:05.000Z", undefined],
        ["in_bed", 0, "2024-01-14T23:00:00.000", "2024-01-14T23:30:00.000"],
        ["light", 0, "2024-01-14T23:00:00.000", "2024-01-14T23:10:00.000"],
        ["light", 0, "2024-01-14T23:11:00.000", "2024-01-14T23:30:00.000"],
        ["steps", 12, "2024-01-15T08:00:00.000Z", "2024-01-15T08:01:00.000Z"],
        ["weight_kg", 68.0388555, "2024-01-15T07:01:59.000", undefined],
      ].sort(),
    );
    expect(passed).toEqual({ "heart_rate-2024-01-15.json": 1, "calories-2024-01-15.json": 1 });
    const month =
      'Activities\nDate,Calories Burned,Steps,Distance,Floors\n2024-01-15,2000,"8,000",6.1,3\n\nSleep\nStart Time,End Time,Minutes Asleep\n2024-01-14 11:11PM,2024-01-15 7:00AM,420\n';
    expect(short((await outcomeOf(wearable, textSource("fitbit_export_20240131.csv", month))).rows)).toEqual([
      ["steps", 8000, "2024-01-15T00:00:00.000", "2024-01-16T00:00:00.000"],
      ["floors_climbed", 3, "2024-01-15T00:00:00.000", "2024-01-16T00:00:00.000"],
      ["in_bed", 0, "2024-01-14T23:11:00.000", "2024-01-15T07:00:00.000"],
      ["sleep_hours", 7, "2024-01-15T07:00:00.000", undefined],
    ]);
  });

  it("takes minutes for those of the clock on the wall only where the files begin with their days", async () => {
    const minutes = (...times: string[]) => JSON.stringify(times.map((dateTime) => ({ dateTime, value: "12" })));
    const starts = async (files: Record<string, string>) =>
      (await outcomeOf(wearable, zipSource("fitbit.zip", files))).rows.flatMap((row) =>
        row.what === "sample" ? [row.start] : [],
      );
    const wall = { "steps-2024-07-15.json": minutes("07/15/24 00:00:00", "07/15/24 08:00:00") };
    expect(await starts(wall)).toEqual(["2024-07-15T00:00:00.000", "2024-07-15T08:00:00.000"]);
    // A watch that was put on later, or one far in the west: the other file decides, and without any it is UTC.
    const late = { "distance-2024-07-15.json": minutes("07/15/24 07:00:00") };
    expect(await starts({ ...wall, ...late })).toContain("2024-07-15T07:00:00.000");
    expect(await starts(late)).toEqual([Date.parse("2024-07-15T07:00:00Z")]);
    // In London a file of UTC begins with its day in winter, and before it in summer.
    const summer = { "distance-2024-06-15.json": minutes("06/14/24 23:00:00") };
    expect(await starts({ ...wall, ...summer })).toEqual(
      ["2024-07-15T00:00:00Z", "2024-07-15T08:00:00Z", "2024-06-14T23:00:00Z"].map((one) => Date.parse(one)),
    );
    // A zone that is named counts.
    expect(await starts({ "steps-2024-07-15.json": minutes("2024-07-15T08:00:00-07:00") })).toEqual([
      Date.parse("2024-07-15T15:00:00Z"),
    ]);
  });
});

describe("Garmin", () => {
  it("is read from its export of everything, and from the table of activities", async () => {
    const files = {
      "DI_CONNECT/DI-Connect-Aggregator/UDSFile_2024-01-01_2024-04-10.json": JSON.stringify([
        {
          calendarDate: "2024-01-15",
          totalSteps: 8000,
          restingHeartRate: 50,
          moderateIntensityMinutes: 20,
          vigorousIntensityMinutes: 10,
          includesWellnessData: true,
        },
      ]),
      "DI_CONNECT/DI-Connect-Wellness/2024_sleepData.json": JSON.stringify([
        {
          calendarDate: "2024-01-15",
          sleepStartTimestampGMT: "2024-01-14T22:00:00.0",
          sleepEndTimestampGMT: "2024-01-15T06:00:00.0",
          deepSleepSeconds: 3_600,
          lightSleepSeconds: 18_000,
          remSleepSeconds: 3_600,
        },
      ]),
      "DI_CONNECT/DI-Connect-Fitness/x_summarizedActivities.json": JSON.stringify([
        {
          summarizedActivitiesExport: [
            {
              activityId: 1,
              activityType: "running",
              beginTimestamp: 1_705_305_600_000,
              duration: 1_800_000,
              distance: 500_000,
            },
          ],
        },
      ]),
      "DI_CONNECT/DI-Connect-User/user_profile.json": "{}",
    };
    const { rows, passed, problems, error } = await outcomeOf(wearable, zipSource("garmin.zip", files), 1);
    expect([error, problems]).toEqual([undefined, []]);
    expect(short(rows)).toEqual([
      ["steps", 8000, "2024-01-15T00:00:00.000", "2024-01-16T00:00:00.000"],
      ["exercise_minutes", 30, "2024-01-15T00:00:00.000", "2024-01-16T00:00:00.000"],
      ["resting_heart_rate", 50, "2024-01-15T12:00:00.000", undefined],
      ["in_bed", 0, "2024-01-14T22:00:00.000Z", "2024-01-15T06:00:00.000Z"],
      ["sleep_hours", 7, "2024-01-15T06:00:00.000Z", undefined],
      ["Running", 5000, "2024-01-15T08:00:00.000Z", "2024-01-15T08:30:00.000Z"],
    ]);
    expect(passed).toEqual({ "user_profile.json": 1 });
    const csv =
      "Activity Type,Date,Favorite,Title,Distance,Calories,Time\nRunning,2024-01-15 17:05:22,false,Evening,5.01,400,00:30:00\n";
    expect((await outcomeOf(wearable, textSource("Activities.csv", csv))).rows).toMatchObject([
      { activity: "Running", seconds: 1_800, calories: 400, start: "2024-01-15T17:05:22.000" },
    ]);
  });
});

describe("a file that is none of these", () => {
  it("is refused by name", async () => {
    for (const [name, text] of [
      ["notes.txt", "Hello"],
      ["a.json", "[1]"],
      ["a.csv", "a,b\n1,2\n"],
      ["x.json", '{"a":'],
    ] as const)
      for (const read of [wearable, takeout])
        expect((await outcomeOf(read, textSource(name, text))).error).toContain(`“${name}”`);
    expect(
      (await outcomeOf(wearable, zipSource("hc.zip", { "health_connect_export.db": "SQLite format 3" }))).error,
    ).toContain("“health_connect_export.db” is the database");
  });

  it("never breaks a reader, whatever is in it", async () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    const keys = fc.constantFrom(
      "dateTime",
      "value",
      "levels",
      "startTime",
      "endTime",
      "calendarDate",
      "sleepStartTimestampGMT",
      "bedtime_start",
      "bedtime_end",
      "day",
      "steps",
      "recordType",
      "samples",
      "stages",
      "metadata",
      "weight",
      "date",
      "logId",
      "sleep_phase_5_min",
      "fitValue",
      "startTimeNanos",
      "includesWellnessData",
      "spo2_percentage",
      "duration",
      "activityType",
    );
    const texts = fc.constantFrom<unknown>(
      "Steps",
      "SleepSession",
      "01/15/24 08:00:00",
      "2024-01-15T08:00:00Z",
      "9999-12-31T00:00:00Z",
      Number.MAX_VALUE,
      -1,
      "NaN",
      null,
      [],
      {},
      "1705305600000000000",
    );
    const element = fc.dictionary(keys, fc.oneof(value, texts), { maxKeys: 12 });
    const names = fc.constantFrom(
      "steps-2024-01-15.json",
      "sleep-2024-01-15.json",
      "weight-1.json",
      "exercise-0.json",
      "UDSFile_1.json",
      "x_sleepData.json",
      "x_userBioMetrics.json",
      "sleep.json",
      "health.json",
      "dailyactivity.json",
      "Weight.json",
    );
    await fc.assert(
      fc.asyncProperty(names, fc.array(element, { maxLength: 5 }), async (name, elements) => {
        for (const json of [
          elements,
          { "Data Source": "raw:com.google.weight:x", "Data Points": elements },
          { SleepSessionRecord: elements },
        ])
          for (const read of [wearable, takeout]) {
            const { rows } = await outcomeOf(read, textSource(name, JSON.stringify(json)));
            for (const row of rows)
              if (row.what === "sample")
                expect([Number.isFinite(row.value), timeOf(row.start)]).toEqual([true, expect.any(String)]);
          }
      }),
      { numRuns: 300 },
    );
  });
});

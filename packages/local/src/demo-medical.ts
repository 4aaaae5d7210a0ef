/** A little of a medical record: one medication that is taken in the morning, one as needed, laboratory results and a check-up. */
import { doseIdOf } from "#core/health/doses";
import {
  labResults,
  medicalEntries,
  medicationDoses,
  medicationSchedules,
  medications,
} from "#core/health/medical.sql";
import type { Values } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import type { Query } from "#kit/db";
import { derivedId } from "#kit/ids";
import { sealed } from "#kit/sealed";
import { added } from "./added.ts";
import type { Day } from "./demo-days.ts";

/** What was said of the dose of a morning. */
export interface MorningDose {
  day: string;
  plannedAt: string;
  takenAt: string | null;
}

const TIME = "08:00";

/** Of the days before today; on some it was forgotten, of which nothing was said, and on one skipped. */
export const morningDoses = (days: readonly Day[]): MorningDose[] =>
  days
    .slice(0, -1)
    .filter((_, index) => index % 9 !== 4)
    .map((day, index) => ({
      day: day.date,
      plannedAt: day.at(8),
      takenAt: index === 15 ? null : day.at(8, 3 + ((index * 7) % 20)),
    }));

/** The statements that enter all of it. `start` is when the demo life begins, and `today` its last day. */
export function medicalRecord(
  ctx: Ctx,
  { start, today, doses }: { start: string; today: string; doses: readonly MorningDose[] },
): Query[] {
  const since = { createdAt: start, updatedAt: start };
  const idOf = (what: string) => derivedId(ctx.actor.userId, `demo ${what}`);
  const own = { userId: ctx.actor.userId };
  const startsOn = start.slice(0, 10);
  const [vitamin, painkiller] = [idOf("vitamin"), idOf("painkiller")];
  const sealedAs = (table: Parameters<typeof sealed>[1], id: string, values: object) => ({
    ...sealed(ctx, table, { ...values, ...since } as Values<typeof table>, id),
    id,
  });
  const schedules = [
    { id: vitamin, schedule: { times: [TIME] } },
    { id: painkiller, schedule: { asNeeded: true as const } },
  ];
  const dayBefore = (days: number) =>
    new Date(Date.parse(`${today}T12:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
  return [
    ...added(ctx, medications, [
      sealedAs(medications, vitamin, {
        name: "Vitamin D3",
        dose: { amount: 25, unit: "µg" },
        notes: "With breakfast.",
        schedule: { times: [TIME] },
        startsOn,
        stockUnits: 36,
      }),
      sealedAs(medications, painkiller, {
        name: "Ibuprofen",
        dose: { amount: 400, unit: "mg" },
        schedule: { asNeeded: true },
        startsOn,
        stockUnits: 12,
      }),
    ]),
    ...added(
      ctx,
      medicationSchedules,
      schedules.map(({ id: medicationId, schedule }) => ({
        ...since,
        medicationId,
        effectiveAt: start,
        startsOn,
        schedule,
      })),
    ),
    ...added(
      ctx,
      medicationDoses,
      doses.map(({ day, plannedAt, takenAt }) => ({
        ...own,
        id: doseIdOf(vitamin, day, TIME),
        medicationId: vitamin,
        day,
        time: TIME,
        plannedAt,
        takenAt,
        status: takenAt === null ? ("skipped" as const) : ("taken" as const),
        units: takenAt === null ? 0 : 1,
      })),
    ),
    ...added(
      ctx,
      labResults,
      RESULTS.map(({ days, ...result }, at) =>
        sealedAs(labResults, idOf(`result ${at}`), { ...result, date: dayBefore(days) }),
      ),
    ),
    ...added(ctx, medicalEntries, [
      sealedAs(medicalEntries, idOf("check-up"), {
        date: dayBefore(160),
        type: "appointment",
        title: "Check-up at the dentist",
        provider: "Praxis am Park",
        nextDate: dayBefore(-23),
      }),
      sealedAs(medicalEntries, idOf("vaccination"), {
        date: dayBefore(40),
        type: "vaccination",
        title: "Influenza",
        details: "Left arm, no reaction.",
      }),
    ]),
  ];
}

const vitaminD = (value: number) => ({
  analyte: "25-OH vitamin D",
  result: { value, unit: "ng/mL", low: 30, high: 100 },
});
const RESULTS = [
  { days: 530, ...vitaminD(17.5) },
  { days: 350, ...vitaminD(22) },
  { days: 160, ...vitaminD(27.4) },
  { days: 20, ...vitaminD(38.1), laboratory: "Labor Mitte" },
  { days: 160, analyte: "Ferritin", result: { value: 64, unit: "µg/L", low: 30, high: 400 } },
  { days: 20, analyte: "Ferritin", result: { value: 71, unit: "ng/mL", low: 30, high: 400 } },
  { days: 20, analyte: "Borrelia antibodies", result: { text: "negative" } },
];

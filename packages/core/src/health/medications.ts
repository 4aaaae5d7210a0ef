/** Medications: entering and changing them, filling up their stock, and what runs out. */
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { rowsRead } from "#cloud/rows";
import type { Version } from "#core/health/dose-times";
import { dayOf, dosesIn, runsOutOn } from "#core/health/dose-times";
import { MedicationEvents, MedicationRefilled, PrescriptionRunningOut, PrescriptionSettled } from "#core/health/events";
import { MAX_STOCK, medicationDoses, medications } from "#core/health/medical.sql";
import { recorded } from "#core/health/medical-reads";
import {
  type Dose,
  keyOf,
  MAX_DOSES,
  MAX_MEDICATIONS,
  type Medication,
  regimenOf,
  saidOf,
  versionsRead,
} from "#core/health/regimens";
import { medicalFields } from "#core/health/sayings";
import { dayIn, myZone, zoneRead } from "#core/identity/zone";
import { dayNumber } from "#core/rhythm/recurrence-days";
import { recordLook } from "#kit/audit";
import { insert, update as updating } from "#kit/change";
import type { Values } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import { effect, type Query, type Read } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { wrongInput } from "#kit/problem";
import { live, shown } from "#kit/row";
import { sealed } from "#kit/sealed";
import { me } from "#kit/table";
import { transition } from "#kit/transition";
import { Day } from "#kit/wire";

/** The columns that no answer shows. */
export const OMIT = ["isRunningOut", "lapses"] as const;
export const answer = (medication: Medication) => shown(medications, medication as Record<string, unknown>, OMIT);

type Given = Values<typeof medications>;

/** Enters a medication, from today on unless `startsOn` says otherwise. One flight. */
export async function create(ctx: Ctx, given: Given): Promise<Medication> {
  const id = uuidv7(ctx.now());
  const today = dayIn(sql`${ctx.now().toISOString()}::timestamptz`, myZone);
  const values = { startsOn: today, ...given };
  const [medication] = await ctx.db.batch([
    insert(
      ctx,
      medications,
      { ...sealed(ctx, medications, values, id), id },
      { emits: { event: MedicationEvents.created } },
    ),
    followSchedule(ctx, id),
  ]);
  return medication;
}

/** Changes a medication; what it asks for changes now, and what was due before stays. One flight. */
export const update = (ctx: Ctx, id: string, given: Given, versions: number[] | undefined): Promise<Medication> =>
  transition(ctx, medications, id, {
    versions,
    answer,
    looking: [recordLook(ctx, medications, id)],
    change: {
      values: sealed(ctx, medications, given, id),
      emits: { event: MedicationEvents.updated },
      ...(("schedule" in given || "startsOn" in given) && { also: (story: Ctx) => [followSchedule(story, id)] }),
    },
  });

/** Keeps what a medication asks for from now on, unless it asks for the same as before. */
const followSchedule = (ctx: Ctx, id: string): Query =>
  effect(sql`
    insert into medication_schedules (user_id, medication_id, effective_at, starts_on, schedule)
    select m.user_id, m.id, ${ctx.now().toISOString()}::timestamptz, m.starts_on, m.schedule from medications m
    where m.id = ${id}::uuid and not exists (
      select from (select s.schedule, s.starts_on from medication_schedules s where s.medication_id = m.id
        order by s.effective_at desc, s.id desc limit 1) last
      where last.schedule = m.schedule and last.starts_on = m.starts_on)`);

/** Adds units to the stock, which is counted from then on. Two flights. */
export const refill = (ctx: Ctx, id: string, units: number): Promise<Medication> =>
  transition(ctx, medications, id, {
    refuse: ({ stockUnits }) =>
      (stockUnits ?? 0) + units > MAX_STOCK
        ? wrongInput("#/units", medicalFields("stock_at_most", { max: MAX_STOCK }))
        : undefined,
    change: {
      values: { stockUnits: sql`coalesce(${medications.stockUnits}, 0) + ${units}::numeric` },
      emits: { event: MedicationRefilled },
    },
  });

const Supplied = z.strictObject({
  medicationId: z.guid(),
  stockUnits: z.number(),
  dosesLeft: z.int(),
  runsOutOn: z.nullable(Day),
  isRunningOut: z.boolean(),
});
export const Supply = z.strictObject({ data: z.array(Supplied) });

interface Stock {
  medication: Medication & { stockUnits: number };
  dosesLeft: number;
  runsOutOn: string | null;
  /** Whether it runs out in so few days that it is to be said. */
  isNear: boolean;
}

/** What is left of each of the speaker's medications of which the stock is counted. One flight. */
export async function supply(ctx: Ctx): Promise<z.infer<typeof Supply>> {
  const [stocked, ...beside] = stockReads(ctx);
  const [rows, versions, doses, zone] = await ctx.db.batch([recorded(ctx, medications, stocked), ...beside]);
  return {
    data: stockOf(ctx, rows, versions, doses, zone).map(({ medication, dosesLeft, runsOutOn, isNear }) => ({
      medicationId: medication.id,
      stockUnits: medication.stockUnits,
      dosesLeft,
      runsOutOn,
      isRunningOut: isNear,
    })),
  };
}

/**
 * Says of the speaker's medications, or of one, that it runs out in few days, once until there is enough again; and of what was running out that
 * it does so no more. Two flights.
 */
export async function assess(ctx: Ctx, medicationId?: string): Promise<void> {
  const isMeant = isIt(medications.id, medicationId);
  const [rows, versions, doses, zone, uncounted] = await ctx.db.batch([
    ...stockReads(ctx, medicationId),
    rowsRead(
      medications,
      sql`${medications.userId} = ${me} and ${medications.isRunningOut} and ${medications.stockUnits} is null and ${isMeant}`,
      { limit: MAX_MEDICATIONS },
    ),
  ]);
  const stock = stockOf(ctx, rows, versions, doses, zone);
  const settled = stock.filter(({ medication, isNear }) => medication.isRunningOut && !isNear);
  const writes = [
    ...stock
      .filter(({ medication, isNear }) => isNear && !medication.isRunningOut)
      .map(({ medication, runsOutOn }) =>
        updating(
          ctx,
          medications,
          and(live(medications, medication.id), eq(medications.isRunningOut, false)),
          { isRunningOut: true, lapses: sql`${medications.lapses} + 1` },
          {
            isUnseen: true,
            emits: { event: PrescriptionRunningOut, payload: { runsOutOn: runsOutOn!, lapse: sql`to_jsonb(lapses)` } },
          },
        ),
      ),
    ...settled.map(({ medication, dosesLeft, runsOutOn }) =>
      settling(ctx, medication.id, runsOutOn !== null || dosesLeft > 0),
    ),
    ...uncounted.map(({ id }) => settling(ctx, id, false)),
  ];
  if (writes.length > 0) await ctx.db.batch(writes);
}

const settling = (ctx: Ctx, id: string, isRefilled: boolean) =>
  updating(
    ctx,
    medications,
    and(live(medications, id), eq(medications.isRunningOut, true)),
    { isRunningOut: false },
    { isUnseen: true, emits: { event: PrescriptionSettled, payload: { isRefilled, lapse: sql`to_jsonb(lapses)` } } },
  );

/** The condition that a medication is meant: any, unless one is given. */
const isIt = (column: SQL | PgColumn, medicationId: string | undefined): SQL =>
  medicationId === undefined ? sql`true` : sql`${column} = ${medicationId}::uuid`;

/** The medications of which the stock is counted, their schedules, what was said of doses lately, and the speaker's zone. */
function stockReads(ctx: Ctx, medicationId?: string) {
  const { userId, stockUnits, endsOn } = medications;
  const since = new Date(ctx.now().getTime() - 3 * 86_400_000).toISOString().slice(0, 10);
  return [
    rowsRead(
      medications,
      sql`${userId} = ${me} and ${stockUnits} is not null and ${isIt(medications.id, medicationId)}`,
      {
        order: sql`${endsOn} desc nulls first, ${medications.id}`,
        limit: MAX_MEDICATIONS,
      },
    ),
    versionsRead(isIt(sql`s.medication_id`, medicationId)),
    rowsRead(
      medicationDoses,
      sql`${medicationDoses.userId} = ${me} and ${medicationDoses.day} >= ${since}::date and ${isIt(medicationDoses.medicationId, medicationId)}`,
      { limit: MAX_DOSES },
    ),
    zoneRead(),
  ] as const satisfies readonly Read<unknown>[];
}

function stockOf(
  ctx: Ctx,
  rows: readonly Medication[],
  versions: ReadonlyMap<string, readonly Version[]>,
  doses: readonly Dose[],
  zone: string,
): Stock[] {
  const now = ctx.now().getTime();
  const said = saidOf(doses);
  return rows.flatMap((medication) => {
    const { stockUnits } = medication;
    if (stockUnits === null) return [];
    const dosesLeft = dosesIn(stockUnits, medication.unitsPerDose);
    const regimen = regimenOf(medication, versions.get(medication.id));
    const until = runsOutOn(regimen, zone, now, dosesLeft, (slot) => !said.has(keyOf(medication.id, slot)));
    const isNear = until !== null && dayNumber(until) - medication.warnDaysBefore <= dayOf(zone, now);
    return [{ medication: { ...medication, stockUnits }, dosesLeft, runsOutOn: until, isNear }];
  });
}

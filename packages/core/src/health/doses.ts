/**
 * Saying of doses that they were taken or skipped, and taking that back. What a dose takes from the stock is counted in the same transaction.
 * Whoever changes a dose changes or locks its medication first, so that one that is taken twice at once counts once.
 */
import { and, isNotNull, sql } from "drizzle-orm";
import { dayOf, isAsNeeded, type Slot, slotsOf, type Version } from "#core/health/dose-times";
import { DoseSkipped, DoseTaken, DoseUndone } from "#core/health/events";
import { MAX_STOCK, medicationDoses, medications } from "#core/health/medical.sql";
import { type Dose, type Medication, regimenOf, versionJson, versionOf } from "#core/health/regimens";
import { medicalFields, medicalRefusals } from "#core/health/sayings";
import { myZone } from "#core/identity/zone";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import { insert, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { effect, type Read, read } from "#kit/db";
import { derivedId, uuidv7 } from "#kit/ids";
import { Conflict, Problem, wrongInput } from "#kit/problem";
import { live } from "#kit/row";
import { rowReader, selection } from "#kit/selection";
import { columnsOf, me } from "#kit/table";
import { transition, transitionBatch } from "#kit/transition";

const HOUR_MS = 3_600_000;
/** A dose is taken so long before its time at the earliest. */
const EARLY_MS = 12 * HOUR_MS;
/** Something is said of a dose so many days after it at the latest: those that count for the share of what was taken. */
export const SAID_WITHIN_DAYS = 28;
/** Clocks of phones are not exact. */
const AHEAD_MS = 5 * 60_000;
/** So often a day something is taken that is not asked for. */
const MAX_UNPLANNED = 100;

export interface Meant {
  /** The day of the dose, `YYYY-MM-DD`; today unless given. */
  day?: string;
  /** Its time on that day, `HH:MM`; without it, it is one that no schedule asks for. */
  time?: string;
}

/** Says that a dose was taken, of now unless `takenAt` says when. A second time it stays as it is. Two flights. */
export const take = (ctx: Ctx, medicationId: string, given: Meant & { takenAt?: string }): Promise<Dose> =>
  say(ctx, medicationId, given, "taken", takenAt(ctx, given.takenAt));

/** Says that a scheduled dose is left out on purpose. Two flights. */
export const skip = (ctx: Ctx, medicationId: string, given: Required<Meant>): Promise<Dose> =>
  say(ctx, medicationId, given, "skipped", null);

function takenAt(ctx: Ctx, given: string | undefined): string {
  const now = ctx.now().getTime();
  const at = given === undefined ? now : Date.parse(given);
  if (at > now + AHEAD_MS) throw wrongInput("#/takenAt", medicalFields("dose_in_future"));
  if (at < now - (SAID_WITHIN_DAYS + 1) * 24 * HOUR_MS)
    throw wrongInput("#/takenAt", medicalFields("days_ago", { max: SAID_WITHIN_DAYS }));
  return new Date(at).toISOString();
}

async function say(
  ctx: Ctx,
  medicationId: string,
  given: Meant,
  status: "taken" | "skipped",
  at: string | null,
): Promise<Dose> {
  const { time } = given;
  let kept: Dose | undefined;
  // Which day today is, only the person's zone says: a dose without a day is looked for on each that it may be.
  const [, written] = await transitionBatch(ctx, medications, medicationId, {
    beside: besideRead(ctx, medicationId, given),
    refuse(medication, beside) {
      kept = beside.dose;
      const found = meant(ctx, medication, beside, given);
      if (found instanceof Problem) return found;
      if (!kept || kept.status === "undone") return undefined;
      if (kept.status === status) return "done";
      return Conflict(kept.status === "taken" ? medicalRefusals("dose_taken") : medicalRefusals("dose_skipped"));
    },
    change(medication, beside) {
      const found = meant(ctx, medication, beside, given);
      // Refused before; what the change would be is of no matter.
      const { day, at: plannedAt } = found instanceof Problem ? { day: beside.day, at: undefined } : found;
      const units = status === "taken" ? Math.min(medication.stockUnits ?? 0, medication.unitsPerDose) : 0;
      const values = { status, takenAt: at, units };
      const emits = { event: status === "taken" ? DoseTaken : DoseSkipped };
      const row = {
        ...values,
        id: time === undefined ? uuidv7(ctx.now()) : doseIdOf(medicationId, day, time),
        medicationId,
        day,
        time: time ?? null,
        plannedAt: plannedAt === undefined ? null : new Date(plannedAt).toISOString(),
      };
      return {
        values: units > 0 ? { stockUnits: sql`${medications.stockUnits} - ${units}::numeric` } : {},
        also: (story) => [
          beside.dose
            ? update(story, medicationDoses, live(medicationDoses, beside.dose.id), values, { emits })
            : insert(story, medicationDoses, row, { emits }),
        ],
      };
    },
  });
  const dose = (written as Dose | undefined) ?? kept;
  if (!dose) throw Conflict(medicalRefusals("dose_taken"));
  return dose;
}

/** Takes back what was said of a dose; what it took from the stock is there again. Two flights. */
export const undo = (ctx: Ctx, doseId: string): Promise<Dose> =>
  transition(ctx, medicationDoses, doseId, {
    follows: "any event",
    refuse: ({ status }) => (status === "undone" ? "done" : undefined),
    change: ({ medicationId, units }) => ({
      // Before the dose, as whoever takes one does.
      first: [effect(sql`select from medications m where m.id = ${medicationId}::uuid for update`)],
      values: { status: "undone", takenAt: null, units: 0 },
      emits: { event: DoseUndone },
      also: (story) => [
        update(story, medications, and(live(medications, medicationId), isNotNull(medications.stockUnits)), {
          stockUnits: sql`least(${medications.stockUnits} + ${units}::numeric, ${MAX_STOCK}::numeric)`,
        }),
      ],
    }),
  });

export const doseIdOf = (medicationId: string, day: string, time: string): string =>
  derivedId(medicationId.toLowerCase(), `dose ${day} ${time}`);

interface Beside {
  zone: string;
  versions: Version[];
  /** The day that is meant. */
  day: string;
  /** What was said of the dose already. */
  dose: Dose | undefined;
  /** How many were taken on the day that no schedule asks for. */
  unplanned: number;
}

/** The dose that is meant, or why there is none such. */
function meant(ctx: Ctx, medication: Medication, { zone, versions, day, unplanned }: Beside, given: Meant) {
  const now = ctx.now().getTime();
  const number = dayNumber(day);
  if (number < dayOf(zone, now) - SAID_WITHIN_DAYS)
    return wrongInput("#/day", medicalFields("days_ago", { max: SAID_WITHIN_DAYS }));
  if (number > dayOf(zone, now) + 1) return wrongInput("#/day", medicalFields("dose_in_future"));
  if (given.time === undefined) {
    if (number > dayOf(zone, now)) return wrongInput("#/day", medicalFields("dose_in_future"));
    return unplanned < MAX_UNPLANNED ? { day, at: undefined } : Conflict(medicalRefusals("too_many_doses"));
  }
  const slot = slotOf(medication, versions, zone, number, given.time);
  if (!slot) return wrongInput("#/time", medicalFields("no_dose_then"));
  return slot.at - now > EARLY_MS ? wrongInput("#/time", medicalFields("dose_not_yet")) : slot;
}

function slotOf(
  medication: Medication,
  versions: Version[],
  zone: string,
  day: number,
  time: string,
): Slot | undefined {
  if (versions.every(({ schedule }) => isAsNeeded(schedule))) return undefined;
  for (const slot of slotsOf(regimenOf(medication, versions), zone, day, day)) if (slot.time === time) return slot;
  return undefined;
}

/** All that it takes to say something of a dose, in one read. */
function besideRead(ctx: Ctx, medicationId: string, { day, time }: Meant): Read<Beside> {
  const columns = columnsOf(medicationDoses);
  const keys = Object.keys(columns).filter((key) => key !== "deletedAt");
  const now = ctx.now();
  // Today is one of these days, in whatever zone.
  const today = Math.floor(now.getTime() / (24 * HOUR_MS));
  const days = day === undefined ? [-1, 0, 1].map((n) => dayText(today + n)) : [day];
  const ids = time === undefined ? [] : days.map((one) => doseIdOf(medicationId, one, time));
  const meantDay =
    day === undefined ? sql`(${now.toISOString()}::timestamptz at time zone zone.name)::date` : sql`${day}::date`;
  const query = read<{ "~zone": string; "~versions": string | null; "~day": string; "~unplanned": number }>(sql`
    select zone.name as "~zone", meant.day::text as "~day",
      (select jsonb_agg(${versionJson} order by s.effective_at, s.id)::text from medication_schedules s
        where s.user_id = ${me} and s.medication_id = ${medicationId}::uuid) as "~versions",
      (select count(*)::int from medication_doses d where d.medication_id = ${medicationId}::uuid and d.day = meant.day
        and d.time is null and d.status = 'taken' and d.deleted_at is null) as "~unplanned",
      dose.*
    from (select ${myZone} as name) zone cross join lateral (select ${meantDay} as day) meant
    left join (select ${selection(medicationDoses, keys)} from ${medicationDoses}
      where ${medicationDoses.id} = any(${`{${ids.join(",")}}`}::uuid[]) and ${medicationDoses.deletedAt} is null) dose on dose.day = meant.day`);
  return {
    ...query,
    decode(result) {
      const [row] = query.decode(result);
      const dose = rowReader(columns, result.columns)(result.rows[0]!) as Dose;
      return {
        zone: row!["~zone"],
        versions: (JSON.parse(row!["~versions"] ?? "[]") as Parameters<typeof versionOf>[0][]).map(versionOf),
        day: row!["~day"],
        dose: dose.id === null ? undefined : dose,
        unplanned: row!["~unplanned"],
      };
    },
  };
}

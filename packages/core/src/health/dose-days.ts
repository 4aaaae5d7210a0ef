/** The doses of a day, and which share of them was taken. */
import { and, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { rowsRead } from "#cloud/rows";
import {
  counted,
  type DoseState,
  dayOf,
  doseStates,
  isAsNeeded,
  NONE,
  rateOf,
  type Slot,
  slotsOf,
  stateOf,
  type Tally,
} from "#core/health/dose-times";
import { doseAmount, medicalEntries, medicationDoses, medications } from "#core/health/medical.sql";
import { openedRead, recorded } from "#core/health/medical-reads";
import {
  type Dose,
  keyOf,
  MAX_DOSES,
  MAX_MEDICATIONS,
  type Medication,
  regimenOf,
  type Said,
  saidOf,
  versionsRead,
} from "#core/health/regimens";
import { medicalFields } from "#core/health/sayings";
import { calendarRead } from "#core/rhythm/habit-history";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import type { Ctx } from "#kit/ctx";
import type { Read } from "#kit/db";
import { wrongInput } from "#kit/problem";
import { upTo } from "#kit/selection";
import { me } from "#kit/table";
import { Day, Instant, Text, TimeOfDay, Uuid } from "#kit/wire";

const Amount = z.nullable(doseAmount);
const OfDay = z.strictObject({
  medicationId: Uuid,
  name: z.nullable(Text(200)),
  dose: Amount,
  day: Day,
  time: TimeOfDay,
  plannedAt: Instant,
  state: z.enum(doseStates),
  doseId: z.nullable(Uuid),
  medicalEntryId: z.nullable(Uuid),
  takenAt: z.nullable(Instant),
});
const Unplanned = z.strictObject({ doseId: Uuid, takenAt: z.nullable(Instant) });
const OnDemand = z.strictObject({
  medicationId: Uuid,
  name: z.nullable(Text(200)),
  dose: Amount,
  isAsNeeded: z.boolean(),
  taken: z.array(Unplanned),
});
const Entry = z.strictObject({ medicalEntryId: Uuid, medicationId: z.nullable(Uuid), title: z.nullable(Text(200)) });
export const DoseDay = z.strictObject({
  day: Day,
  timezone: z.string(),
  doses: z.array(OfDay),
  unplanned: z.array(OnDemand),
  entries: z.array(Entry),
});

/** Days are asked for from so many before today to so many after it. */
const MAX_DAYS_AWAY = 366;
/** More entries than a person makes of doses in the days that are asked for. */
const MAX_ENTRIES = 5_000;

/**
 * The doses of a day of the speaker's, today unless it is given; today also has those of yesterday that may still be taken. One flight.
 */
export async function ofDay(ctx: Ctx, given: string | undefined): Promise<z.infer<typeof DoseDay>> {
  const now = ctx.now().getTime();
  const utc = Math.floor(now / 86_400_000);
  const asked = given === undefined ? utc : dayNumber(given);
  if (Math.abs(asked - utc) > MAX_DAYS_AWAY)
    throw wrongInput({ parameter: "day" }, medicalFields("days_away", { max: MAX_DAYS_AWAY }));
  const [from, to] = [dayText(asked - 2), dayText(asked + 1)];
  const [rows, versions, doses, entries, { timezone }] = await ctx.db.batch([
    recorded(ctx, medications, medicationsRead(["name", "dose", "schedule", "startsOn", "endsOn", "windowMinutes"])),
    versionsRead(),
    dosesRead(from, to),
    entriesRead(from, to, ["title", "medicationId", "date"]),
    calendarRead,
  ]);
  const today = dayOf(timezone, now);
  const number = given === undefined ? today : asked;
  const day = dayText(number);
  const said = saidOf(doses);
  const unplanned = doses.filter((one) => one.time === null && one.status === "taken" && one.day === day);
  return {
    day,
    timezone,
    doses: rows
      .flatMap(({ id, name, dose, ...medication }) => {
        const regimen = regimenOf(medication, versions.get(id));
        const marked = marking({ id, said, entries });
        const first = number === today ? number - 1 : number;
        return [...slotsOf(regimen, timezone, first, number)].flatMap((slot) => {
          const mark = marked(slot);
          const state = stateOf(slot, mark?.status, regimen.windowMs, now);
          if (slot.day !== day && state !== "due") return [];
          const { doseId = null, medicalEntryId = null, takenAt = null } = mark ?? {};
          const plannedAt = new Date(slot.at).toISOString();
          return [{ medicationId: id, name, dose, ...slot, plannedAt, state, doseId, medicalEntryId, takenAt }];
        });
      })
      .sort((a, b) => a.at - b.at)
      .map(({ at: _, ...dose }) => dose),
    unplanned: rows.flatMap(({ id, name, dose, schedule, startsOn, endsOn }) => {
      const taken = unplanned.filter(({ medicationId }) => medicationId === id);
      const isOffered = isAsNeeded(schedule) && startsOn <= day && (endsOn ?? day) >= day;
      if (!isOffered && taken.length === 0) return [];
      return [
        {
          medicationId: id,
          name,
          dose,
          isAsNeeded: isAsNeeded(schedule),
          taken: taken.map((one) => ({ doseId: one.id, takenAt: one.takenAt })),
        },
      ];
    }),
    entries: entries
      .filter(({ date }) => date === day)
      .map(({ id, title, medicationId }) => ({ medicalEntryId: id, medicationId, title })),
  };
}

const Share = {
  due: z.int(),
  taken: z.int(),
  skipped: z.int(),
  missed: z.int(),
  /** The share of what was due that was taken, from 0 to 1; null where nothing was. */
  rate: z.nullable(z.number()),
};
export const Adherence = z.strictObject({
  from: Day,
  to: Day,
  weeks: z.array(z.strictObject({ start: Day, ...Share })),
  last28Days: z.strictObject(Share),
  medications: z.array(z.strictObject({ medicationId: Uuid, ...Share })),
});
export const MAX_WEEKS = 12;
const DAYS = 28;

/**
 * What was taken of the doses that were due: in each of the last weeks, in the last 28 days, and in these of each medication. What is taken as
 * needed is never due. One flight.
 */
export async function adherence(ctx: Ctx, weeks: number): Promise<z.infer<typeof Adherence>> {
  const now = ctx.now().getTime();
  const utc = Math.floor(now / 86_400_000);
  const [from, to] = [dayText(utc - Math.max(DAYS, weeks * 7 + 7) - 1), dayText(utc + 1)];
  const [rows, versions, doses, entries, { timezone, weekStart }] = await ctx.db.batch([
    recorded(ctx, medications, medicationsRead(["endsOn", "windowMinutes"])),
    versionsRead(),
    dosesRead(from, to),
    entriesRead(from, to, ["medicationId", "date"]),
    calendarRead,
  ]);
  if (doses.length > MAX_DOSES) throw wrongInput({ parameter: "weeks" }, medicalFields("too_many_doses_said"));
  const said = saidOf(doses);
  const today = dayOf(timezone, now);
  // 1 January 1970 was a Thursday, the fourth day of a week that begins on Monday.
  const thisWeek = today - ((((today + 4 - weekStart) % 7) + 7) % 7);
  const starts = Array.from({ length: weeks }, (_, n) => thisWeek - (weeks - 1 - n) * 7);
  const first = Math.min(starts[0]!, today - DAYS + 1);
  const byDay = new Map<number, Tally>();
  const ofMedications = rows.map(({ id, ...medication }) => {
    const regimen = regimenOf(medication, versions.get(id));
    const marked = marking({ id, said, entries });
    let own = NONE;
    for (const slot of slotsOf(regimen, timezone, first, today)) {
      const state: DoseState = stateOf(slot, marked(slot)?.status, regimen.windowMs, now);
      const day = dayNumber(slot.day);
      byDay.set(day, counted(byDay.get(day) ?? NONE, state));
      if (day > today - DAYS) own = counted(own, state);
    }
    return { medicationId: id, ...shareOf(own) };
  });
  const within = (start: number, end: number): Tally =>
    [...byDay].filter(([day]) => day >= start && day <= end).reduce((all, [, one]) => added(all, one), NONE);
  return {
    from: dayText(first),
    to: dayText(today),
    weeks: starts.map((start) => ({ start: dayText(start), ...shareOf(within(start, start + 6)) })),
    last28Days: shareOf(within(today - DAYS + 1, today)),
    medications: ofMedications.filter(({ due }) => due > 0),
  };
}

const shareOf = (tally: Tally) => ({ ...tally, rate: rateOf(tally) });
const added = (a: Tally, b: Tally): Tally => ({
  due: a.due + b.due,
  taken: a.taken + b.taken,
  skipped: a.skipped + b.skipped,
  missed: a.missed + b.missed,
});

interface Mark {
  status: "taken" | "skipped";
  doseId?: string;
  medicalEntryId?: string;
  takenAt?: string | null;
}

type Entry = { id: string; medicationId: string | null; date: string };

/**
 * What was said of the doses of a medication: of a dose itself, or by an entry of the medical record, each of which is the first dose of its day of
 * which nothing else was said. It is asked for the doses of a day in their order.
 */
function marking({ id, said, entries }: { id: string; said: ReadonlyMap<string, Said>; entries: readonly Entry[] }) {
  const left = new Map<string, string[]>();
  for (const one of entries) if (one.medicationId === id) left.set(one.date, [...(left.get(one.date) ?? []), one.id]);
  return (slot: Slot): Mark | undefined => {
    const mark = said.get(keyOf(id, slot));
    if (mark) return mark;
    const medicalEntryId = left.get(slot.day)?.shift();
    return medicalEntryId === undefined ? undefined : { status: "taken", medicalEntryId };
  };
}

const medicationsRead = <const K extends keyof Medication & string>(keys: readonly K[]) =>
  openedRead(medications, keys, sql`${medications.userId} = ${me}`, {
    order: sql`${medications.endsOn} desc nulls first, ${medications.id}`,
    limit: MAX_MEDICATIONS,
  });

const dosesRead = (from: string, to: string): Read<Dose[]> =>
  rowsRead(
    medicationDoses,
    and(
      sql`${medicationDoses.userId} = ${me}`,
      sql`${medicationDoses.day} between ${from}::date and ${to}::date`,
      sql`${medicationDoses.medicationId} in (select m.id from medications m where m.user_id = ${me} and m.deleted_at is null ${upTo(MAX_MEDICATIONS)})`,
    ),
    { order: sql`${medicationDoses.takenAt}, ${medicationDoses.id}`, limit: MAX_DOSES + 1 },
  );

/** The entries of the speaker's own doses. */
const entriesRead = <const K extends "title" | "medicationId" | "date">(from: string, to: string, keys: readonly K[]) =>
  openedRead(
    medicalEntries,
    keys,
    sql`${medicalEntries.userId} = ${me} and ${medicalEntries.type} = 'hrt_dose' and ${medicalEntries.dependentId} is null
      and ${medicalEntries.date} between ${from}::date and ${to}::date`,
    { order: sql`${medicalEntries.id}`, limit: MAX_ENTRIES },
  );

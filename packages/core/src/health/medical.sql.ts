/**
 * The medical record: entries, medications with their doses, and results of laboratories. What says something of a person's health (names,
 * amounts, values) is encrypted; days and times, by which rows are found, are not.
 */
import { sql } from "drizzle-orm";
import { check, index } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { dependents } from "#core/identity/users.sql";
import { lifeDomains } from "#core/work/life-domains.sql";
import {
  boolean,
  day,
  encrypted,
  encryptedJson,
  instant,
  integer,
  json,
  numeric,
  oneOf,
  smallint,
  text,
  time,
  uuid,
  versioned,
} from "#kit/columns";
import { owned, service } from "#kit/table";
import { Text, TimeOfDay } from "#kit/wire";

/** The most times of a day at which a dose is due. */
export const MAX_TIMES = 24;
export const MAX_STOCK = 1_000_000;

const times = z.array(TimeOfDay).check(z.minLength(1), z.maxLength(MAX_TIMES));

/**
 * When doses are due, by the clocks of the person's time zone: on each day, on weekdays of ISO 8601 (1 is Monday), on every so many days from the
 * first on, or never by themselves.
 */
export const doseSchedule = z.union([
  z.strictObject({
    times,
    daysOfWeek: z.array(z.int().check(z.gte(1), z.lte(7))).check(z.minLength(1), z.maxLength(7)),
  }),
  z.strictObject({ times, intervalDays: z.int().check(z.gte(2), z.lte(366)) }),
  z.strictObject({ times }),
  z.strictObject({ asNeeded: z.literal(true) }),
]);
export type DoseSchedule = z.infer<typeof doseSchedule>;

/** How much of it is one dose. */
export const doseAmount = z.strictObject({
  amount: z.number().check(z.gt(0), z.lte(1_000_000)),
  unit: Text(40, 1),
});

export const medications = owned(
  "medications",
  {
    name: encrypted(200).notNull(),
    dose: encryptedJson(doseAmount),
    prescriber: encrypted(200),
    notes: encrypted(5000),
    schedule: json(doseSchedule).notNull(),
    /** The first and the last day of it. */
    startsOn: day().notNull(),
    endsOn: day(),
    /** A dose is missed when it was not taken for so long after its time. */
    windowMinutes: smallint({ min: 15, max: 1_440 }).notNull().default(240),
    /** How many units are left, such as tablets; null where nobody counts. A dose takes `units_per_dose` of them. */
    stockUnits: numeric({ min: 0, max: MAX_STOCK }),
    unitsPerDose: numeric({ min: 0.001, max: 1_000 }).notNull().default(1),
    /** How many days before it runs out to say so. */
    warnDaysBefore: smallint({ min: 0, max: 90 }).notNull().default(7),
    /** Whether it was said that it runs out, and how often that was. */
    isRunningOut: boolean().notNull().default(false),
    lapses: integer({ min: 0 }).notNull().default(0),
    ...versioned(),
  },
  (t) => [index("medications_user").on(t.userId, sql`id`), check("medications_days_check", sql`ends_on >= starts_on`)],
  { private: true },
);

/** When doses of a medication are due, from an instant on and until the next of these begins: a change never alters what was due before. */
export const medicationSchedules = owned(
  "medication_schedules",
  {
    medicationId: uuid()
      .notNull()
      .references(() => medications.id, { onDelete: "cascade" }),
    effectiveAt: instant().notNull(),
    startsOn: day().notNull(),
    schedule: json(doseSchedule).notNull(),
  },
  (t) => [
    index("medication_schedules_user").on(t.userId, sql`id`),
    index("medication_schedules_medication").on(t.medicationId, t.effectiveAt),
  ],
  { private: true, deletedForGood: "they are the history of their medication, and go with it" },
);

export const doseStatuses = ["taken", "skipped", "undone"] as const;

/** What was said of a dose. That of a scheduled one has the id that its medication, day and time make, so that there is one. */
export const medicationDoses = owned(
  "medication_doses",
  {
    medicationId: uuid()
      .notNull()
      .references(() => medications.id, { onDelete: "cascade" }),
    day: day().notNull(),
    /** The time at which it was due by the clock, and the instant of that; null of one that was taken as needed. */
    time: time(),
    plannedAt: instant(),
    status: oneOf(...doseStatuses).notNull(),
    takenAt: instant(),
    /** What it took from the stock. */
    units: numeric({ min: 0, max: 1_000 }).notNull().default(0),
    ...versioned(),
  },
  (t) => [
    index("medication_doses_user").on(t.userId, sql`id`),
    index("medication_doses_day").on(t.userId, t.day),
    index("medication_doses_medication").on(t.medicationId, t.day),
  ],
  { private: true },
);

export const medicalTypes = ["hrt_dose", "appointment", "lab_result", "prescription", "vaccination", "note"] as const;

/** Every entry has a title. Only that of one from before titles were encrypted is null, until `unsealed_medical_entries` has come in. */
export const medicalEntries = owned(
  "medical_entries",
  {
    lifeDomainId: uuid().references(() => lifeDomains.id, { onDelete: "set null" }),
    // What was a dependent's goes with them: it is not their parent's own.
    dependentId: uuid().references(() => dependents.id, { onDelete: "cascade" }),
    /** An `hrt_dose` of a medication is one of its doses. */
    medicationId: uuid().references(() => medications.id, { onDelete: "set null" }),
    date: day().notNull(),
    type: oneOf(...medicalTypes).notNull(),
    title: encrypted(200),
    details: encrypted(),
    provider: encrypted(200),
    nextDate: day(),
    /** How many days before the next date to remind of it, and the date that it was reminded of. */
    remindDaysBefore: smallint({ min: 0, max: 60 }).notNull().default(1),
    remindedFor: day(),
    ...versioned(),
  },
  (t) => [
    index("medical_entries_user").on(t.userId, sql`id`),
    index("medical_entries_user_date").on(t.userId, t.date),
    index("medical_entries_next").on(t.userId, t.nextDate).where(sql`next_date is not null`),
    index("medical_entries_life_domain").on(t.lifeDomainId),
    index("medical_entries_dependent").on(t.dependentId),
    index("medical_entries_medication").on(t.medicationId),
    check("medical_entries_dates_check", sql`next_date >= date`),
  ],
);

/** Titles and providers from before they were encrypted, until they are. */
export const unsealedMedicalEntries = service("unsealed_medical_entries", {
  id: uuid()
    .primaryKey()
    .references(() => medicalEntries.id, { onDelete: "cascade" }),
  title: text(200),
  provider: text(200),
});

const Figure = z.number().check(z.gte(-1e12), z.lte(1e12));

/**
 * A result: a number with its unit and the range that the laboratory calls usual, `comparator` where it is only known to be below or above; or
 * words, such as “negative”.
 */
export const labResult = z.union([
  z.strictObject({
    value: Figure,
    comparator: z.optional(z.enum(["<", ">"])),
    unit: Text(40),
    low: z.optional(z.nullable(Figure)),
    high: z.optional(z.nullable(Figure)),
  }),
  z.strictObject({ text: Text(500, 1) }),
]);
export type LabResult = z.infer<typeof labResult>;

export const labResults = owned(
  "lab_results",
  {
    medicalEntryId: uuid().references(() => medicalEntries.id, { onDelete: "set null" }),
    date: day().notNull(),
    analyte: encrypted(100).notNull(),
    result: encryptedJson(labResult).notNull(),
    laboratory: encrypted(200),
    notes: encrypted(2000),
    ...versioned(),
  },
  (t) => [
    index("lab_results_user").on(t.userId, sql`id`),
    index("lab_results_user_date").on(t.userId, t.date),
    index("lab_results_entry").on(t.medicalEntryId),
  ],
  { private: true },
);

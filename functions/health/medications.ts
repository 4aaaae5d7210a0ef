import * as z from "zod/mini";
import * as Doses from "#core/health/doses";
import { MedicationEvents, PrescriptionRunningOut } from "#core/health/events";
import { MAX_STOCK, medicationDoses, medications } from "#core/health/medical.sql";
import { recording } from "#core/health/medical-reads";
import * as Medications from "#core/health/medications";
import { ifMatch } from "#kit/conditions";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict, Forbidden, InvalidInput, NotFound, StaleVersion, wrongInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { Day, Instant, patchSchema, rowSchema, Text, TimeOfDay } from "#kit/wire";

const WRITE = [
  "name",
  "dose",
  "prescriber",
  "notes",
  "schedule",
  "startsOn",
  "endsOn",
  "windowMinutes",
  "stockUnits",
  "unitsPerDose",
  "warnDaysBefore",
] as const;
const SEALED = ["name", "dose", "prescriber", "notes"] as const;
const fields = { name: Text(200, 1) };
const refusals = {
  medications_days_check: () => wrongInput("#/endsOn", fieldSayings("not_before_field", { field: "startsOn" })),
};
const Shown = rowSchema(medications, Medications.OMIT);

export const { list, get, create, remove, restore, changes } = crud("/v1/health/medications", medications, {
  filter: ["startsOn", "endsOn"],
  sort: ["startsOn", "endsOn"],
  include: SEALED,
  omit: Medications.OMIT,
  reading: recording(medications),
  write: WRITE,
  derived: ["startsOn"],
  fields,
  refusals,
  alsoTold: [PrescriptionRunningOut],
  emits: MedicationEvents,
  example: {
    name: "Ibuprofen",
    dose: { amount: 400, unit: "mg" },
    schedule: { times: ["08:00", "20:00"] },
    startsOn: "2026-03-01",
    stockUnits: 20,
  },
  create: {
    description:
      "Name, dose, prescriber and notes are stored encrypted; a list has them only when `include` names them. `schedule` has the times of a day by the clocks of your time zone, with `daysOfWeek` (1 is Monday) or `intervalDays` unless it is each day; `asNeeded` is never due by itself. Doses are due from now on; a later change of the schedule leaves those before as they were. It starts today unless `startsOn` says otherwise. `stockUnits` are counted where they are given: each dose takes `unitsPerDose` of them, and `warnDaysBefore` days before they run out that becomes a task.",
    verb: Medications.create,
  },
  // What runs out again is said again.
  restore: { values: { isRunningOut: false } },
});

export const update = endpoint("PATCH /v1/health/medications/{medicationId}", {
  summary: "Update a medication",
  description: "What it asks for changes now; doses that were due before stay as they were.",
  body: patchSchema(medications, WRITE, fields),
  returns: Shown,
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion],
  refusals,
  handler: async (ctx) =>
    Medications.answer(
      await Medications.update(ctx, ctx.params.medicationId, ctx.body, ifMatch(ctx.headers["if-match"])),
    ),
});

export const refill = endpoint("POST /v1/health/medications/{medicationId}/refill", {
  summary: "Add to the stock of a medication",
  description: "From then on it is counted, where it was not. A task to renew the prescription is completed by it.",
  body: z.strictObject({ units: z.number().check(z.gt(0), z.lte(MAX_STOCK)) }),
  returns: Shown,
  problems: [InvalidInput, NotFound, Forbidden],
  example: { body: { units: 50 } },
  handler: async (ctx) => Medications.answer(await Medications.refill(ctx, ctx.params.medicationId, ctx.body.units)),
});

export const supply = endpoint("GET /v1/health/medications/supply", {
  summary: "Get how long the stock of medications lasts",
  description:
    "Of those whose stock is counted. `runsOutOn` is the day of the first dose for which there is not enough; null when there is enough for all that are asked for, or for two years.",
  returns: Medications.Supply,
  handler: (ctx) => Medications.supply(ctx),
});

const Slot = { day: Day, time: TimeOfDay };

export const take = endpoint("POST /v1/health/medications/{medicationId}/take", {
  summary: "Say that a dose was taken",
  description:
    "The dose of `time` on `day` (today unless given), up to twelve hours before it and 28 days after it; without `time`, one that no schedule asks for. Its units come off the stock. A second time it counts once.",
  body: z.strictObject({
    day: z.optional(Day),
    time: z.optional(TimeOfDay),
    takenAt: z.optional(Instant),
  }),
  returns: rowSchema(medicationDoses),
  problems: [InvalidInput, NotFound, Forbidden, Conflict],
  example: { body: {} },
  handler: (ctx) => Doses.take(ctx, ctx.params.medicationId, ctx.body),
});

export const skip = endpoint("POST /v1/health/medications/{medicationId}/skip", {
  summary: "Say that a dose is left out",
  description: "It was due and not taken, and is not called missed.",
  body: z.strictObject(Slot),
  returns: rowSchema(medicationDoses),
  problems: [InvalidInput, NotFound, Forbidden, Conflict],
  example: { body: { day: "2026-03-02", time: "20:00" } },
  handler: (ctx) => Doses.skip(ctx, ctx.params.medicationId, ctx.body),
});

import * as z from "zod/mini";
import { Price } from "#core/finance/minor-units";
import { ProjectEvents } from "#core/work/events";
import { RATE_COLUMNS } from "#core/work/hourly-rate";
import { projects } from "#core/work/projects.sql";
import { crud } from "#kit/crud";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/work/projects", projects, {
  write: [
    "name",
    "description",
    "status",
    "lifeDomainId",
    "goalId",
    "dueDate",
    "householdId",
    "contactId",
    ...RATE_COLUMNS,
  ],
  fields: { hourlyRateCents: z.optional(z.nullable(Price)) },
  filter: ["status", "lifeDomainId", "goalId", "householdId", "dueDate", "contactId"],
  sort: ["name", "dueDate"],
  emits: ProjectEvents,
  example: { name: "New kitchen", description: "By summer", dueDate: "2026-06-01" },
  create: {
    description:
      "Billable work on its tasks takes its hourly rate and its step of rounding, or else those of its contact. Both are seen by whoever sees the project.",
  },
});

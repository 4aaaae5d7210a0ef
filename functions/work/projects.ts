import { ProjectEvents } from "#core/work/events";
import { projects } from "#core/work/life-domains.sql";
import { crud } from "#kit/crud";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/work/projects", projects, {
  write: ["name", "description", "status", "lifeDomainId", "goalId", "dueDate", "householdId"],
  filter: ["status", "lifeDomainId", "goalId", "householdId", "dueDate"],
  sort: ["name", "dueDate"],
  emits: ProjectEvents,
  example: { name: "New kitchen", description: "By summer", dueDate: "2026-06-01" },
});

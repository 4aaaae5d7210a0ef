import { DependentEvents } from "#core/identity/events";
import { dependents } from "#core/identity/users.sql";
import { crud } from "#kit/crud";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/identity/dependents", dependents, {
  write: ["name", "birthDate", "photoFileId"],
  filter: ["name", "birthDate"],
  sort: ["name", "birthDate"],
  emits: DependentEvents,
  example: { name: "Byron", birthDate: "2019-05-12" },
});

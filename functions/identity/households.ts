import { HouseholdEvents } from "#core/identity/events";
import * as Households from "#core/identity/households";
import { households } from "#core/identity/households.sql";
import { MEMBERS } from "#core/identity/scopes";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Forbidden, InvalidInput, NotFound, StaleVersion } from "#kit/problem";

export const { list, get, create, update } = crud("/v1/identity/households", households, {
  write: ["name"],
  filter: ["name"],
  sort: ["name"],
  emits: HouseholdEvents,
  example: { name: "Holiday house" },
});

export const remove = endpoint("DELETE /v1/identity/households/{householdId}", {
  summary: "Delete a household",
  scope: MEMBERS,
  description: "For the admin who is its only member. What belongs to the household goes with it.",
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion, Households.NotAlone],
  async handler(ctx) {
    await Households.removeHousehold(ctx, ctx.params.householdId, ctx.headers["if-match"]);
    return undefined;
  },
});

import { StreakExtended } from "#core/rhythm/events";
import { streaks } from "#core/rhythm/habits.sql";
import { listEndpoint } from "#kit/crud";
import { entityOf } from "#kit/entity";

export const list = listEndpoint("GET /v1/rhythm/streaks", streaks, {
  filter: ["kind"],
  sort: ["kind"],
  entities: [entityOf(StreakExtended, streaks, { title: "kind" })],
});

import { AchievementEarned } from "#core/rhythm/events";
import { achievements } from "#core/rhythm/habits.sql";
import { listEndpoint } from "#kit/crud";
import { entityOf } from "#kit/entity";

export const list = listEndpoint("GET /v1/rhythm/achievements", achievements, {
  filter: ["kind"],
  sort: ["earnedAt"],
  entities: [entityOf(AchievementEarned, achievements, { title: "kind" })],
});

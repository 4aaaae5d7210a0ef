import { sql } from "drizzle-orm";
import { PersonalRecordSet } from "#core/health/events";
import { personalRecords } from "#core/health/training.sql";
import { listEndpoint } from "#kit/crud";
import { entityOf } from "#kit/entity";

export const list = listEndpoint("GET /v1/health/personal-records", personalRecords, {
  description:
    "Each workout that was better in an exercise than all before it, the first included; `isCurrent` are those that still stand. `weight` is the heaviest load, `one_rep_max` the estimate of Epley, load × (1 + repetitions / 30), of sets of 2 to 12 repetitions, and the load of a single one; `reps` the most repetitions at the weight of `comparedAtKg`, below zero for assistance; `duration` in seconds, `distance` in metres. Warm-ups count for none.",
  where: sql`${personalRecords.isRecord}`,
  filter: ["kind", "exerciseId", "dependentId", "completedWorkoutId", "isCurrent", "achievedAt"],
  sort: ["achievedAt"],
  omit: ["isTold", "isLive", "isRecord"],
  entities: [entityOf(PersonalRecordSet, personalRecords, { title: "exercise" })],
});

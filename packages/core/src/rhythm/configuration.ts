import * as z from "zod/mini";
import { formSayings } from "#cloud/sayings";
import { json, positive, type Setting, setting, tiers } from "#cloud/setting";

const RoutineLimits = z.partialRecord(
  z.enum(tiers),
  z.strictObject({
    active: z.optional(positive),
    minutesApart: z.optional(positive),
    tasksPerDay: z.optional(positive),
  }),
);

export const settings: readonly Setting[] = [
  setting(
    "ROUTINE_LIMITS",
    json(
      RoutineLimits,
      formSayings("json_by_tier", {
        example: '{"free": {"active": 20, "minutesApart": 15, "tasksPerDay": 100}}',
        tiers: tiers.join(", "),
      }),
    ),
    { stage: "optional", isAdjustable: true },
  ),
];

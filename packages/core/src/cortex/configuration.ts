import * as z from "zod/mini";
import { formSayings } from "#cloud/sayings";
import { address, json, type Setting, setting, tiers, visible, wholeNumber } from "#cloud/setting";

/** Null is no limit; 0 is none of it. */
const most = z.optional(z.nullable(z.int().check(z.nonnegative())));

export const AiLimits = z.partialRecord(z.enum(tiers), z.strictObject({ callsPerHour: most, tokensPerMonth: most }));

const price = z.number().check(z.nonnegative(), z.lte(1_000));

const Model = z.strictObject({
  /** As the service names it. */
  model: z.string().check(z.regex(/^[\x21-\x7e]{1,100}$/)),
  /** What a token costs, in millionths of a US dollar: as many as dollars for a million of them. */
  inputMicrousd: price,
  outputMicrousd: price,
  /** It thinks before it answers: such models take no temperature. */
  isReasoning: z.optional(z.boolean()),
});
export type Model = z.output<typeof Model>;

/** The models for simple work and for the rest. */
export const Models = z.strictObject({ small: Model, large: Model });

export const settings: readonly Setting[] = [
  setting("OPENAI_API_KEY", visible, { secret: true, stage: "optional", isAdjustable: true }),
  setting("OPENAI_BASE_URL", address, { isAdjustable: true, fallback: "https://api.openai.com/v1" }),
  // How long one try may take; a request of a person waits for 28 seconds at most.
  setting("OPENAI_TIMEOUT_MS", wholeNumber(50, 120_000), { isAdjustable: true, fallback: "20000" }),
  setting(
    "AI_MODELS",
    json(
      Models,
      formSayings("json_like", {
        example:
          '{"small": {"model": "gpt-4.1-mini", "inputMicrousd": 0.4, "outputMicrousd": 1.6}, "large": {"model": "gpt-4.1", "inputMicrousd": 2, "outputMicrousd": 8}}',
      }),
    ),
    { stage: "optional", isAdjustable: true },
  ),
  setting(
    "AI_LIMITS",
    json(
      AiLimits,
      formSayings("json_by_tier_or_none", {
        example: '{"free": {"callsPerHour": 3, "tokensPerMonth": 50000}}',
        tiers: tiers.join(", "),
      }),
    ),
    { stage: "optional", isAdjustable: true },
  ),
];

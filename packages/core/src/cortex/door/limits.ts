/** What a person may ask of models, by tier, and which models there are. Whoever asks calls `refreshSettings` before. */
import { type CapabilityName, capabilityOf, type Difficulty } from "#core/cortex/door/capabilities";
import { settingOf } from "#core/platform/system-settings";
import { tierLimits } from "#core/platform/tier-limits";
import type { Tier } from "#kit/ctx";
import { runtime } from "#kit/runtime";

export interface AiLimits {
  /** Calls of a model in any hour; null without a limit, and 0 for none. */
  callsPerHour: number | null;
  /** What is given in a month; null without a limit: then no tokens are counted against anybody. */
  tokensPerMonth: number | null;
}

const LIMITS: Record<Tier, AiLimits> = {
  free: { callsPerHour: 3, tokensPerMonth: 50_000 },
  starter: { callsPerHour: 5, tokensPerMonth: 300_000 },
  pro: { callsPerHour: 10, tokensPerMonth: 1_000_000 },
  team: { callsPerHour: 30, tokensPerMonth: 3_000_000 },
  enterprise: { callsPerHour: 100, tokensPerMonth: 10_000_000 },
};

/** The limits of a tier, which AI_LIMITS may override. */
export const aiLimitsOf = tierLimits("AI_LIMITS", LIMITS);

/** Those of all tiers, as the functions of the database take them. */
export const limitsByTier = (): Record<string, { calls: number | null; tokens: number | null }> =>
  Object.fromEntries(
    (Object.keys(LIMITS) as Tier[]).map((tier) => {
      const { callsPerHour, tokensPerMonth } = aiLimitsOf(tier);
      return [tier, { calls: callsPerHour, tokens: tokensPerMonth }];
    }),
  );

/** The month whose tokens are given at an instant, in UTC: `2026-03`. */
export const monthOf = (at: Date): string => at.toISOString().slice(0, 7);

export interface Model {
  model: string;
  /** What a token costs, in millionths of a US dollar. */
  inputMicrousd: number;
  outputMicrousd: number;
  isReasoning?: boolean;
}

/** Prices of a list of 2026; whoever has others says so by AI_MODELS. */
const MODELS: Record<Difficulty, Model> = {
  small: { model: "gpt-4.1-mini", inputMicrousd: 0.4, outputMicrousd: 1.6 },
  large: { model: "gpt-4.1", inputMicrousd: 2, outputMicrousd: 8 },
};

/** The model that is asked for a capability. AI_MODELS was checked when it was set. */
export function modelOf(capability: CapabilityName): Model {
  const raw = settingOf("AI_MODELS");
  const models: Record<Difficulty, Model> = raw ? JSON.parse(raw) : MODELS;
  return models[capabilityOf(capability).difficulty];
}

/** Whether there is a model to be asked, and keys to keep encrypted what it was asked. */
export const isModelConfigured = (): boolean =>
  Boolean(settingOf("OPENAI_API_KEY")) && Boolean(runtime().config.ENCRYPTION_KEYS);

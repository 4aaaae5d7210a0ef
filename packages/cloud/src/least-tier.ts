/** The tier that everybody has at least, which the configuration says: where nothing can be bought, it is everybody's. */
import type { Tier } from "#kit/ctx";
import { runtime } from "#kit/runtime";
import { tiers } from "./setting.ts";

/** The tier that counts for a person who has this one by what they pay or an administrator has set. */
export function tierAtLeast(tier: Tier): Tier {
  const least = runtime().config.DEFAULT_TIER as Tier | undefined;
  return least !== undefined && tiers.indexOf(least) > tiers.indexOf(tier) ? least : tier;
}

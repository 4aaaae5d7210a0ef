/**
 * The person on whose behalf consumers and workflow steps act, with their tier, so that the same limits apply as to their
 * requests.
 */
import { sql } from "drizzle-orm";
import type { Actor, Tier } from "#kit/ctx";
import { read } from "#kit/db";
import { type Runtime, runtime } from "#kit/runtime";
import { createDb } from "./batch.ts";
import { tierAtLeast } from "./least-tier.ts";

/** How long a tier is cached: as long as API Gateway caches the authorizer's answer. */
const KEPT_MS = 60_000;
/** The size of the cache: more people than one function serves in a minute. The oldest entries are dropped first. */
const MAX_KEPT = 1_000;

const kept = new WeakMap<Runtime, Map<string, { tier: Tier; until: number }>>();

/** A person who does not exist (any more) has the least tier; work on their behalf finds no rows. */
export async function personOf(userId: string): Promise<Actor> {
  return { userId, role: "user", tier: await tierOf(userId) };
}

async function tierOf(userId: string): Promise<Tier> {
  const { transport, now } = runtime();
  const tiers = kept.get(runtime()) ?? new Map<string, { tier: Tier; until: number }>();
  kept.set(runtime(), tiers);
  const known = tiers.get(userId);
  if (known && now().getTime() < known.until) return known.tier;
  const db = createDb({ transport: () => transport, speaker: { role: "lifeos_app", userId } });
  const [[found]] = await db.batch([read<{ tier: Tier | null }>(sql`select my_tier() as tier`)]);
  const tier = tierAtLeast(found?.tier ?? "free");
  tiers.delete(userId);
  if (tiers.size >= MAX_KEPT) tiers.delete(tiers.keys().next().value!);
  tiers.set(userId, { tier, until: now().getTime() + KEPT_MS });
  return tier;
}

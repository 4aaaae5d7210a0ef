/** The person for whom consumers and workflow steps act, as a request would have them: with the tier that their limits go by. */
import { sql } from "drizzle-orm";
import type { Actor, Tier } from "#kit/ctx";
import { read } from "#kit/db";
import { type Runtime, runtime } from "#kit/runtime";
import { createDb } from "./batch.ts";

/** How long a tier is taken for what it was: as long as API Gateway keeps what the authorizer said of a person. */
const KEPT_MS = 60_000;
/** More people than one function serves in a minute; the oldest go first. */
const MAX_KEPT = 1_000;

const kept = new WeakMap<Runtime, Map<string, { tier: Tier; until: number }>>();

/** Whoever is gone, or never was, is one of tier `free`: what acts for them finds nothing of theirs. */
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
  const tier = found?.tier ?? "free";
  tiers.delete(userId);
  if (tiers.size >= MAX_KEPT) tiers.delete(tiers.keys().next().value!);
  tiers.set(userId, { tier, until: now().getTime() + KEPT_MS });
  return tier;
}

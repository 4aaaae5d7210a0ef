/** Who the caller is (from the authorizer's answer), and the rate limits of their tier and API key. */

import type { Actor, Tier } from "#kit/ctx";
import type { Endpoint } from "#kit/endpoint";
import { Forbidden, Unauthenticated, Unavailable } from "#kit/problem";
import { runtime } from "#kit/runtime";
import { requestSayings } from "#kit/sayings";
import type { RateLimit } from "./batch.ts";
import type { HttpEvent } from "./lambda.ts";
import { needScope } from "./scopes.ts";

/** Who the authorizer says this is. It always allows; refusing is done here, with a problem that says why. */
export function admit(endpoint: Pick<Endpoint, "access" | "scope">, event: HttpEvent): Actor {
  const claims = event.requestContext.authorizer?.lambda ?? {};
  const userId = typeof claims.userId === "string" ? claims.userId : "";
  if (endpoint.access === "public") return { userId: "", role: "user", tier: "free" };
  if (claims.unknownUntil !== undefined) {
    const seconds = Number(claims.unknownUntil) - Math.floor(runtime().now().getTime() / 1_000);
    throw Unavailable("Who you are cannot be checked right now.", {
      headers: { "retry-after": String(Math.max(1, seconds)) },
    });
  }
  if (!userId) {
    const reason = typeof claims.reason === "string" ? claims.reason : undefined;
    throw Unauthenticated(reason, {
      headers: { "www-authenticate": `Bearer realm="lifeos"${reason ? ', error="invalid_token"' : ""}` },
    });
  }
  // The authorizer's answer is cached, so the token or key may have expired since.
  if (claims.expiresAt !== undefined && Number(claims.expiresAt) * 1_000 <= runtime().now().getTime())
    throw Unauthenticated("The token or API key has expired.", {
      headers: { "www-authenticate": 'Bearer realm="lifeos", error="invalid_token"' },
    });
  const scopes = typeof claims.scopes === "string" && claims.scopes !== "" ? claims.scopes.split(" ") : undefined;
  needScope({ scopes }, endpoint.scope);
  const role = claims.role === "admin" ? "admin" : "user";
  if (endpoint.access === "admin" && role !== "admin") throw Forbidden(requestSayings("administrators_only"));
  const { dailyQuota } = claims;
  const apiKeyId = typeof claims.apiKeyId === "string" ? claims.apiKeyId : undefined;
  const quota =
    apiKeyId !== undefined && dailyQuota !== undefined ? { apiKeyId, changesPerDay: Number(dailyQuota) } : undefined;
  const changesPerMinute = claims.changesPerMinute === undefined ? undefined : Number(claims.changesPerMinute);
  return { userId, role, tier: (claims.tier as Tier) ?? "free", changesPerMinute, scopes, apiKeyId, quota };
}

/** Mutations per minute by tier; RATE_LIMITS overrides it as JSON. */
const MUTATIONS_PER_MINUTE: Record<Tier, number> = {
  free: 300,
  starter: 600,
  pro: 1_200,
  team: 3_000,
  enterprise: 12_000,
};
let limits: { raw: string; perMinute: Record<string, number> } | undefined;

/** The person's rate limit, which the RateLimit headers show, and the daily quota of the API key if it has one. */
export function limitsOf(actor: Actor): RateLimit[] {
  const { quota } = actor;
  const ofKey = quota && { bucket: `api_key:${quota.apiKeyId}`, max: quota.changesPerDay, windowSeconds: 86_400 };
  return [mutationLimit(actor), ...(ofKey ? [ofKey] : [])];
}

export function mutationLimit(actor: Actor): RateLimit {
  const max = actor.changesPerMinute ?? changesPerMinuteOf(actor.tier);
  return { bucket: `mutations:${actor.userId}`, max, windowSeconds: 60 };
}

/** What a tier allows. The authorizer knows what administrators have set, and hands on what differs from this configuration. */
export function changesPerMinuteOf(tier: Tier, raw = runtime().config.RATE_LIMITS ?? ""): number {
  if (limits?.raw !== raw) limits = { raw, perMinute: raw ? JSON.parse(raw) : {} };
  return limits.perMinute[tier] ?? MUTATIONS_PER_MINUTE[tier];
}

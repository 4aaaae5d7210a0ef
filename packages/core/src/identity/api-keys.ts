/** API keys: `life_<prefix>_<secret>`. The secret is shown once; what is kept is its SHA-256, which suffices for 256 random bits. */
import { createHash, randomBytes } from "node:crypto";
import { and, arrayContained, eq, isNull, sql } from "drizzle-orm";
import { apiKeys } from "#core/identity/access.sql";
import { ApiKeyEvents, ApiKeyRevoked, ApiKeyRolled } from "#core/identity/events";
import { users } from "#core/identity/users.sql";
import { insert, update } from "#kit/change";
import { live, rowRead, shown } from "#kit/crud";
import type { Ctx } from "#kit/ctx";
import { db } from "#kit/db";
import { MissingScope, NotFound, problem } from "#kit/problem";
import { updateOf } from "#kit/query-changes";

export const KeyRevoked = /* @__PURE__ */ problem("conflict", "api_key_revoked", "The API key is revoked");

/** How long a key's `lastUsedAt` may lag behind, so that reading does not write at every request. */
const LAST_USED_LAG = "5 minutes";

export async function create(
  ctx: Ctx,
  key: { name: string; scopes: string[]; expiresAt?: string | null; dailyQuota?: number | null },
) {
  mayHandOn(ctx);
  const own = limitedTo(ctx);
  const beyond = own && key.scopes.find((scope) => !own.includes(scope));
  if (beyond !== undefined) throw MissingScope(`A key cannot give another the scope ${beyond}, which it lacks itself.`);
  const { prefix, secret, secretHash } = draw();
  const [row] = await ctx.db.batch([
    insert(ctx, apiKeys, { ...key, prefix, secretHash }, { emits: { event: ApiKeyEvents.created } }),
  ]);
  // A replay answers with the row of the first time, whose secret nobody has any more.
  return { ...answer(row), ...(row.secretHash === secretHash && { secret }) };
}

/** A new secret for the same key; the old one stops working at once (give or take the authorizer's cache). */
export async function roll(ctx: Ctx, id: string) {
  mayHandOn(ctx);
  const own = limitedTo(ctx);
  const { prefix, secret, secretHash } = draw();
  const [changed, current] = await ctx.db.batch([
    update(
      ctx,
      apiKeys,
      and(live(apiKeys, id), isNull(apiKeys.revokedAt), own && arrayContained(apiKeys.scopes, [...own])),
      { prefix, secretHash },
      { emits: { event: ApiKeyRolled } },
    ),
    rowRead(apiKeys, id),
  ]);
  if (!current) throw NotFound();
  if (!changed)
    throw current.revokedAt
      ? KeyRevoked()
      : MissingScope("A key cannot take over another that may do more than itself.");
  return { ...answer(changed), ...(changed.secretHash === secretHash && { secret }) };
}

export async function revoke(ctx: Ctx, id: string): Promise<void> {
  const [, current] = await ctx.db.batch([
    update(
      ctx,
      apiKeys,
      and(live(apiKeys, id), isNull(apiKeys.revokedAt)),
      { revokedAt: ctx.now().toISOString() },
      { emits: { event: ApiKeyRevoked } },
    ),
    rowRead(apiKeys, id),
  ]);
  if (!current) throw NotFound();
}

/** Whose key a secret is, for the authorizer; undefined when it is unknown, revoked, expired or its owner gone. */
export async function verify(service: Ctx, token: string) {
  const [found] = await service.db.batch([
    db
      .select({
        id: apiKeys.id,
        userId: users.id,
        role: users.role,
        tier: users.tier,
        scopes: apiKeys.scopes,
        dailyQuota: apiKeys.dailyQuota,
      })
      .from(apiKeys)
      .innerJoin(users, eq(users.id, apiKeys.userId))
      .where(
        and(
          eq(apiKeys.secretHash, hashOf(token)),
          isNull(apiKeys.revokedAt),
          isNull(users.deletedAt),
          sql`(${apiKeys.expiresAt} is null or ${apiKeys.expiresAt} > ${service.now().toISOString()})`,
        ),
      ),
    updateOf(apiKeys)
      .set({ lastUsedAt: service.now().toISOString() })
      .where(
        and(
          eq(apiKeys.secretHash, hashOf(token)),
          sql`(${apiKeys.lastUsedAt} is null or ${apiKeys.lastUsedAt} < ${service.now().toISOString()}::timestamptz - ${LAST_USED_LAG}::interval)`,
        ),
      ),
  ]);
  return found[0];
}

/** Another key would be a way around the quota of this one. */
function mayHandOn({ actor }: Ctx): void {
  if (actor.quota) throw MissingScope("A key with a daily quota gives no access to others.");
}

/** The scopes that the caller may hand on; undefined for a person and for a key that may do everything. */
function limitedTo({ actor }: Ctx): readonly string[] | undefined {
  return actor.scopes?.includes("*") ? undefined : actor.scopes;
}

/** The row without the hash. */
function answer(row: Record<string, unknown>) {
  const { secretHash: _, ...rest } = shown<typeof apiKeys>(apiKeys, row);
  return rest;
}

function draw() {
  const prefix = randomBytes(4).toString("hex");
  const secret = `life_${prefix}_${randomBytes(32).toString("base64url")}`;
  return { prefix, secret, secretHash: hashOf(secret) };
}

const hashOf = (secret: string) => createHash("sha256").update(secret).digest("hex");

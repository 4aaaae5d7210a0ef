/** API keys: `life_<prefix>_<secret>`. The secret is shown once; its SHA-256 is stored, which suffices for 256 random bits. */

import { createHash, randomBytes } from "node:crypto";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { mayUse } from "#cloud/scopes";
import { apiKeys } from "#core/identity/access.sql";
import { ApiKeyEvents, ApiKeyRevoked, ApiKeyRolled } from "#core/identity/events";
import { identityFields, identityRefusals } from "#core/identity/sayings";
import { users } from "#core/identity/users.sql";
import { insert } from "#kit/change";
import { isoInstant } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { db, effect, type Read, read } from "#kit/db";
import { MissingScope, problem, wrongInput } from "#kit/problem";
import { shown } from "#kit/row";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";

export const KeyRevoked = /* @__PURE__ */ problem("conflict", "api_key_revoked", "The API key is revoked");

export const TooManyKeys = /* @__PURE__ */ problem(
  "conflict",
  "too_many_api_keys",
  "The API key has made as many as it may",
);

/** The depth of the tree of keys; a key made by a person is the first generation. */
const MAX_GENERATIONS = 3;
const MAX_CHILDREN = 20;

/** How long a key's `lastUsedAt` may lag behind, so that not every request causes a write. */
const LAST_USED_LAG = "5 minutes";

interface NewKey {
  name: string;
  scopes: string[];
  expiresAt?: string | null;
  dailyQuota?: number | null;
}

/** Makes a key. One that is made with another key is its child: it has at most its parent's scopes and expires no later. */
export async function create(ctx: Ctx, key: NewKey) {
  const now = ctx.now().toISOString();
  if (key.expiresAt && key.expiresAt <= now) throw wrongInput("#/expiresAt", identityFields("must_expire_later"));
  const { prefix, secret, secretHash } = draw();
  const values = { ...key, ...(await asChild(ctx, key)), prefix, secretHash };
  const parent = sql`${values.parentId ?? null}::uuid`;
  const itsLine = line(sql`id = ${parent}`);
  try {
    const [, , row] = await ctx.db.batch([
      // Locks the key and its ancestors, so that two children made at once are both counted, and a child is not made while an
      // ancestor is being revoked.
      read(sql`${itsLine} select id from ${apiKeys} where id in (select id from line) order by id for update`),
      effect(sql`${itsLine} select raise_problem('LF005', ${ENDED}) from line
        where revoked_at is not null or expires_at <= ${now}::timestamptz limit 1`),
      insert(ctx, apiKeys, values, { emits: { event: ApiKeyEvents.created } }),
      effect(sql`select raise_problem('LF005', ${TOO_MANY}) from ${apiKeys}
        where parent_id = ${parent} and revoked_at is null and (expires_at is null or expires_at > ${now}::timestamptz)
        having count(*) > ${MAX_CHILDREN}`),
    ]);
    // A replay returns the row of the first request, whose secret is not available any more.
    return { ...answer(row), ...(row.secretHash === secretHash && { secret }) };
  } catch (error) {
    const { detail } = error as { detail?: string };
    if (detail === TOO_MANY) throw TooManyKeys(identityRefusals("many_keys", { max: MAX_CHILDREN }));
    throw detail === ENDED ? KeyRevoked() : error;
  }
}

/** The columns that make a key the child of the caller's own key; empty when a person makes it. */
async function asChild(ctx: Ctx, key: NewKey): Promise<{ parentId?: string; expiresAt?: string | null }> {
  const { actor } = ctx;
  if (actor.scopes === undefined) return {};
  // Another key would circumvent the quota of this one.
  if (actor.quota) throw MissingScope(identityRefusals("quota_key"));
  const beyond = key.scopes.find((scope) => !mayUse(actor, scope));
  if (beyond !== undefined) throw MissingScope(identityRefusals("scope_beyond", { scope: beyond }));
  if (actor.apiKeyId === undefined) throw KeyRevoked();
  const [line] = await ctx.db.batch([lineRead(actor.apiKeyId)]);
  const [parent] = line;
  if (!parent || !isAlive(ctx, line)) throw KeyRevoked();
  if (line.length >= MAX_GENERATIONS) throw TooManyKeys(identityRefusals("many_generations", { max: MAX_GENERATIONS }));
  if (key.expiresAt && parent.expiresAt && key.expiresAt > parent.expiresAt)
    throw wrongInput("#/expiresAt", identityFields("outlives_its_key"));
  return { parentId: parent.id, expiresAt: key.expiresAt ?? parent.expiresAt };
}

const TOO_MANY = "api_key_children";
const ENDED = "api_key_ended";

/** Replaces the secret of a key; the old one stops working at once (apart from the authorizer's cache). */
export async function roll(ctx: Ctx, id: string) {
  const { prefix, secret, secretHash } = draw();
  const rolled = await transition(ctx, apiKeys, id, {
    beside: lineRead(id),
    refuse(_, line) {
      refuseOthers(ctx, line);
      if (ctx.actor.quota) throw MissingScope(identityRefusals("quota_key"));
      if (!isAlive(ctx, line)) return KeyRevoked(identityRefusals("key_ended"));
      return undefined;
    },
    change: { values: { prefix, secretHash }, emits: { event: ApiKeyRolled } },
  });
  return { ...answer(rolled), ...(rolled.secretHash === secretHash && { secret }) };
}

/** Revokes a key and all its descendants. */
export async function revoke(ctx: Ctx, id: string): Promise<void> {
  await transition(ctx, apiKeys, id, {
    beside: lineRead(id),
    refuse({ revokedAt }, line) {
      refuseOthers(ctx, line);
      return revokedAt === null ? undefined : "done";
    },
    change: { values: { revokedAt: ctx.now().toISOString() }, emits: { event: ApiKeyRevoked } },
  });
}

/** A caller with a key may only act on that key and its descendants. */
function refuseOthers({ actor }: Ctx, line: Ancestor[]): void {
  if (actor.scopes !== undefined && !line.some((one) => one.id === actor.apiKeyId))
    throw MissingScope(identityRefusals("own_keys_only"));
}

type Ancestor = Pick<Row<typeof apiKeys>, "id" | "expiresAt" | "revokedAt">;

/** A key and its ancestors, beginning with the key; empty when the caller has no such key. */
function lineRead(id: string): Read<Ancestor[]> {
  const lines = read<{ id: string; expiresAt: string | null; revokedAt: string | null }>(
    sql`${line(sql`id = ${id}::uuid`)} select id, expires_at as "expiresAt", revoked_at as "revokedAt" from line order by generation`,
  );
  const instant = (value: string | null) => value && isoInstant(value);
  return {
    ...lines,
    decode: (result) =>
      lines
        .decode(result)
        .map(({ id, expiresAt, revokedAt }) => ({ id, expiresAt: instant(expiresAt), revokedAt: instant(revokedAt) })),
  };
}

/** The common table expression `line`: the key that `which` selects, and its ancestors. */
const line = (which: SQL) => sql`with recursive line (id, parent_id, expires_at, revoked_at, generation) as (
  select id, parent_id, expires_at, revoked_at, 1 from ${apiKeys} where ${which}
  union all select p.id, p.parent_id, p.expires_at, p.revoked_at, generation + 1 from line join ${apiKeys} p on p.id = line.parent_id
  where generation < ${MAX_GENERATIONS})`;

const isAlive = (ctx: Ctx, keys: Ancestor[]) =>
  keys.every(({ revokedAt, expiresAt }) => !revokedAt && !(expiresAt && expiresAt <= ctx.now().toISOString()));

/**
 * The key of a secret and its owner, for the authorizer; undefined when the secret is unknown, its owner is deleted, or the key
 * or one of its ancestors is revoked or expired.
 */
export async function verify(service: Ctx, token: string) {
  const [found] = await service.db.batch([
    db
      .select({
        id: apiKeys.id,
        userId: users.id,
        role: users.role,
        tier: users.tier,
        changesPerMinute: users.changesPerMinute,
        scopes: apiKeys.scopes,
        dailyQuota: apiKeys.dailyQuota,
        expiresAt: apiKeys.expiresAt,
      })
      .from(apiKeys)
      .innerJoin(users, eq(users.id, apiKeys.userId))
      .where(
        and(
          eq(apiKeys.secretHash, hashOf(token)),
          isNull(users.deletedAt),
          // Neither the key nor any of its ancestors may be revoked or expired.
          sql`not exists (${line(sql`secret_hash = ${hashOf(token)}`)} select from line where revoked_at is not null or expires_at <= ${service.now().toISOString()}::timestamptz)`,
        ),
      ),
    effect(sql`update ${apiKeys} set last_used_at = ${service.now().toISOString()}::timestamptz
      where secret_hash = ${hashOf(token)}
        and (last_used_at is null or last_used_at < ${service.now().toISOString()}::timestamptz - ${LAST_USED_LAG}::interval)`),
  ]);
  return found[0];
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

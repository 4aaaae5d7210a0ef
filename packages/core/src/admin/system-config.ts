/**
 * The settings that administrators may change while LifeOS runs. What they set counts instead of the environment, in every process
 * within a minute. Secrets are sealed, and never shown again.
 */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { formSayings } from "#cloud/sayings";
import type { Setting } from "#cloud/setting";
import { audit } from "#core/admin/audit";
import { declared } from "#core/admin/settings.generated";
import { inTurn } from "#core/platform/in-turn";
import { systemConfig, systemConfigHistory } from "#core/platform/operations.sql";
import { forgetSettings } from "#core/platform/system-settings";
import { isoInstant } from "#kit/columns";
import { ifMatch } from "#kit/conditions";
import type { Ctx } from "#kit/ctx";
import { effect, type Query, type Read, type Results, read, type Write, write } from "#kit/db";
import { InvalidInput, isConflict, NotFound, StaleVersion, wrong } from "#kit/problem";
import { runtime } from "#kit/runtime";
import { codedOf, codedSchema } from "#kit/saying";
import { seal } from "#kit/secret";
import { Instant, Text, Uuid } from "#kit/wire";

const Entry = z.strictObject({
  key: z.string(),
  /** What counts; null when it is secret or nothing is set. */
  value: z.nullable(z.string()),
  /** Where it comes from. */
  from: z.enum(["administrator", "environment", "default", "nowhere"]),
  isSecret: z.boolean(),
  /** What counts without an administrator's value; null when it is secret or there is none. */
  default: z.nullable(z.string()),
  /** Completes the sentence “the value must be …”. */
  must: z.string(),
  mustCoded: codedSchema(formSayings),
  updatedAt: z.nullable(Instant),
  updatedBy: z.nullable(Uuid),
  /** Goes up with every change, also when a value is removed and set again. */
  version: z.int(),
});
type Entry = z.output<typeof Entry>;
export const Entries = z.strictObject({ data: z.array(Entry) });

const Change = z.strictObject({
  id: Uuid,
  action: z.enum(["set", "removed"]),
  /** Null of a secret, and of a removal. */
  value: z.nullable(z.string()),
  actorId: z.nullable(Uuid),
  createdAt: Instant,
});
export const EntryWithHistory = z.strictObject({
  ...Entry.shape,
  /** The latest first; the last 100. */
  history: z.array(Change),
});
type EntryWithHistory = z.output<typeof EntryWithHistory>;

const MOST_CHARACTERS = 10_000;
export const Value = z.strictObject({ value: Text(MOST_CHARACTERS, 1) });

/** Settings whose readers look here (see system-settings). */
const adjustable = (): Setting[] => declared.filter(({ isAdjustable }) => isAdjustable);

function settingNamed(key: string): Setting {
  const setting = adjustable().find(({ name }) => name === key);
  if (!setting) throw NotFound(`${key} is no setting that can be changed here.`);
  return setting;
}

/** All of them, by name. */
export async function list(ctx: Ctx): Promise<z.output<typeof Entries>> {
  const settings = adjustable().toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const [rows] = await ctx.db.batch([rowsRead(settings.map(({ name }) => name))]);
  return { data: settings.map((setting, at) => entryOf(setting, rows[at]!)) };
}

export async function get(ctx: Ctx, key: string): Promise<EntryWithHistory> {
  const setting = settingNamed(key);
  const [rows, history] = await ctx.db.batch([rowsRead([key]), historyRead(key)]);
  return { ...entryOf(setting, rows[0]!), history };
}

/** Sets a value, which has to be as its setting is declared, if the setting still has one of the versions of `condition` (If-Match). */
export async function put(
  ctx: Ctx,
  key: string,
  value: string,
  condition: string | undefined,
): Promise<EntryWithHistory> {
  const setting = settingNamed(key);
  if (!setting.isRight(value))
    throw InvalidInput(undefined, {
      errors: [
        {
          ...wrong("#/value", setting.must),
          detail: `is not what this setting takes: it must be ${setting.must.text}`,
        },
      ],
    });
  const isSecret = setting.secret === true;
  const shown = isSecret ? null : JSON.stringify(value);
  const sealed = isSecret ? seal(value, systemConfig, "secret", key) : null;
  const at = ctx.now().toISOString();
  const [, , , , , rows, history] = await guarded(ctx, key, condition, [
    effect(sql`
      insert into ${systemConfig} as known (key, value, is_secret, secret, updated_by, updated_at)
      values (${key}, ${shown}::jsonb, ${isSecret}, decode(${sealed}::text, 'base64'), ${ctx.actor.userId}::uuid, ${at}::timestamptz)
      on conflict (key) do update set value = excluded.value, is_secret = excluded.is_secret, secret = excluded.secret,
        updated_by = excluded.updated_by, updated_at = excluded.updated_at, version = known.version + 1`),
    effect(sql`
      insert into ${systemConfigHistory} (key, action, value, is_secret, actor_id, created_at)
      values (${key}, 'set', ${shown}::jsonb, ${isSecret}, ${ctx.actor.userId}::uuid, ${at}::timestamptz)`),
    audit(ctx, "admin.system_config.set", { entityType: "system_config", details: { key } }),
    rowsRead([key]),
    historyRead(key),
  ]);
  forgetSettings();
  return { ...entryOf(setting, rows[0]!), history };
}

/** Has the environment, or the default, count again, if the setting still has one of the versions of `condition` (If-Match). */
export async function remove(ctx: Ctx, key: string, condition: string | undefined): Promise<void> {
  const setting = settingNamed(key);
  const [, , gone] = await guarded(ctx, key, condition, [
    write<{ key: string }>(sql`
      with gone as (delete from ${systemConfig} where key = ${key} returning key),
        kept as (
          insert into ${systemConfigHistory} (key, action, is_secret, actor_id, created_at)
          select key, 'removed', ${setting.secret === true}, ${ctx.actor.userId}::uuid, ${ctx.now().toISOString()}::timestamptz from gone)
      select key from gone`),
    audit(ctx, "admin.system_config.removed", { entityType: "system_config", details: { key } }),
  ]);
  forgetSettings();
  if (gone.length === 0) throw NotFound(`${key} has no value of an administrator's.`);
}

/**
 * One batch that changes a setting, after what changes the same one has ended. Throws StaleVersion, with the setting as it is, when
 * it has none of the versions of If-Match.
 */
async function guarded<const Q extends readonly Query[]>(
  ctx: Ctx,
  key: string,
  condition: string | undefined,
  queries: Q,
): Promise<Results<readonly [Write<undefined>, Write<undefined>, ...Q]>> {
  const versions = ifMatch(condition);
  const isStale = versions ? sql`${versionOf(key)} <> all(${`{${versions.join()}}`}::int[])` : sql`false`;
  try {
    return await ctx.db.batch([
      inTurn(`setting ${key}`),
      effect(sql`select raise_problem('LF005', ${STALE}) where ${isStale}`),
      ...queries,
    ]);
  } catch (error) {
    if (!isConflict(error) || (error as { detail?: string }).detail !== STALE) throw error;
    throw StaleVersion(undefined, { current: await get(ctx, key) });
  }
}

const STALE = "stale setting";

/** The history is never cut, so that its length does not come a second time. */
const versionOf = (key: string | SQL) =>
  sql`(1 + (select count(*) from ${systemConfigHistory} changes where changes.key = ${key}))::int`;

interface StoredEntry {
  key: string;
  value: string | null;
  /** Null where no administrator has set it. */
  updatedAt: string | null;
  updatedBy: string | null;
  version: number;
}

/** Of each setting, in their order. */
const rowsRead = (keys: readonly string[]): Read<StoredEntry[]> =>
  read<StoredEntry>(sql`
    select asked.key, kept.value #>> '{}' as value, kept.updated_at as "updatedAt", kept.updated_by as "updatedBy",
      ${versionOf(sql`asked.key`)} as version
    from unnest(string_to_array(${keys.join()}, ',')) with ordinality asked(key, at)
      left join ${systemConfig} kept on kept.key = asked.key order by asked.at`);

const MOST_HISTORY = 100;

function historyRead(key: string): Read<z.output<typeof Change>[]> {
  const rows = read<z.output<typeof Change>>(sql`
    select id, action, value #>> '{}' as value, actor_id as "actorId", created_at as "createdAt"
    from ${systemConfigHistory} where key = ${key} order by id desc limit ${MOST_HISTORY}`);
  return {
    ...rows,
    decode: (result) => rows.decode(result).map((one) => ({ ...one, createdAt: isoInstant(one.createdAt) })),
  };
}

function entryOf(setting: Setting, { value, updatedAt, updatedBy, version }: StoredEntry): Entry {
  const isSecret = setting.secret === true;
  const environment = runtime().config[setting.name];
  const otherwise = environment ?? setting.fallback ?? null;
  const isSet = updatedAt !== null;
  const from = isSet
    ? "administrator"
    : environment !== undefined
      ? "environment"
      : setting.fallback === undefined
        ? "nowhere"
        : "default";
  return {
    key: setting.name,
    value: isSecret ? null : isSet ? value : otherwise,
    from,
    isSecret,
    default: isSecret ? null : otherwise,
    must: setting.must.text,
    mustCoded: codedOf(setting.must) as Entry["mustCoded"],
    updatedAt: isSet ? isoInstant(updatedAt) : null,
    updatedBy,
    version,
  };
}

/** Merges an entity into another one, and undoes that. */
import { isDeepStrictEqual } from "node:util";
import { eq, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { EntityEvents, EntityMerged, EntityUnmerged } from "#core/knowledge/events";
import { entities, entityAttributes, MAX_ALIASES } from "#core/knowledge/graph.sql";
import { entityFields, entityRefusals } from "#core/knowledge/sayings";
import { merges } from "#core/platform/merges.sql";
import {
  beginning,
  getMerge,
  holding,
  type Memory,
  type Merge,
  memoryRead,
  mergeOf,
  moving,
  notUndoable,
  remembering,
  shownMerge,
  takingBack,
} from "#core/platform/merging";
import { mergeRefusals } from "#core/platform/sayings";
import { emit, insert, remove, update } from "#kit/change";
import type { Values } from "#kit/change-statement";
import { foldAscii, snake } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { effect, type Read } from "#kit/db";
import { AlreadyExists, Conflict, Forbidden, NotFound, type Problem, type Refusals, wrongInput } from "#kit/problem";
import { rowRead } from "#kit/row";
import { justEmitted } from "#kit/story";
import { columnsOf } from "#kit/table";
import { MISSED, transition, transitionBatch } from "#kit/transition";
import type { Row } from "#kit/wire";

const NOUN = "entity";

export type Entity = Row<typeof entities>;
const ONE = z.optional(z.enum(["mine", "theirs"]));
/** Whose value each field gets. */
export const choices = { name: ONE, kind: ONE, attributes: z.optional(z.enum(["mine", "theirs", "both"])) };
type Choices = z.output<z.ZodMiniObject<typeof choices>>;

export const ofEntities = eq(merges.noun, NOUN);
export const get = (ctx: Ctx, mergeId: string): Promise<Merge> => getMerge(ctx, NOUN, mergeId);

export const refusals: Refusals = { entities_name: () => AlreadyExists(entityRefusals("entity_name_taken")) };

/**
 * Merges another entity of the speaker's own into this one, which every link leads to from then on that led to either. The name that is not
 * chosen becomes an alias, and so do the other's aliases; of what is known of both, its own goes first. Two flights.
 */
export async function merge(
  ctx: Ctx,
  entityId: string,
  { otherId, fields = {} }: { otherId: string; fields?: Choices },
): Promise<Merge> {
  if (entityId === otherId) throw wrongInput("#/otherId", entityFields("another_entity"));
  const [, , merged] = await transitionBatch(ctx, entities, entityId, {
    beside: otherRead(otherId),
    refuse: (mine, theirs) =>
      mine.userId === ctx.actor.userId ? unmergeable(ctx, mine, theirs, fields) : Forbidden(mergeRefusals("merge_own")),
    change: (mine, theirs) => {
      if ([mine.userId, theirs?.userId].some((id) => id !== ctx.actor.userId) || !theirs) return { values: {} };
      const cause = justEmitted(entityId, EntityMerged);
      const two = { table: entities, noun: NOUN, into: mine, other: theirs };
      return {
        values: united(mine, theirs, fields),
        emits: { event: EntityEvents.updated, cause },
        first: [
          ...holding(two),
          ...beginning(ctx, two, theirs.name),
          // The other one goes first, since this one may get its name.
          moving(otherId),
          emit(ctx, EntityMerged, { entityId, owner: ctx.actor.userId, payload: { otherId } }),
          remove(ctx, entities, eq(entities.id, otherId), {
            emits: { event: EntityEvents.deleted, cause },
            orConflict: MISSED,
          }),
        ],
        also: (story) => [
          remembering(entities, entityId, otherId),
          update(story, merges, sql`${merges.id} = ${mergeOf(otherId)}`, {}, { isUnseen: true }),
        ],
      };
    },
  });
  return shownMerge(merged as Row<typeof merges>);
}

const otherRead = (otherId: string): Read<Entity | undefined> => rowRead(entities, otherId);

function unmergeable(ctx: Ctx, mine: Entity, theirs: Entity | undefined, fields: Choices): Problem | undefined {
  if (theirs?.userId !== ctx.actor.userId) return NotFound();
  const { aliases = [], attributes = {} } = united(mine, theirs, fields);
  if (aliases.length > MAX_ALIASES) return Conflict(entityRefusals("entity_many_aliases", { max: MAX_ALIASES }));
  if (!entityAttributes.safeParse(attributes).success)
    return Conflict(entityRefusals("entity_long_attributes", { max: MAX_ATTRIBUTES }));
  return undefined;
}

const MAX_ATTRIBUTES = 20_000;

/** The values that `mine` gets. */
export function united(mine: Entity, theirs: Entity, { name, kind, attributes = "both" }: Choices): Partial<Entity> {
  const [called, other] = name === "theirs" ? [theirs, mine] : [mine, theirs];
  const aliases = new Map(
    [...mine.aliases, other.name, ...theirs.aliases].map((alias) => [foldAscii(alias.normalize("NFC")), alias]),
  );
  aliases.delete(foldAscii(called.name.normalize("NFC")));
  return {
    name: called.name,
    normalizedName: called.normalizedName,
    kind: kind === "theirs" ? theirs.kind : mine.kind,
    aliases: [...aliases.values()],
    attributes: {
      mine: mine.attributes,
      theirs: theirs.attributes,
      both: { ...theirs.attributes, ...mine.attributes },
    }[attributes],
  };
}

/** Parts two entities again, as `undo` of core/people/contact-merging does contacts. */
export async function undo(ctx: Ctx, mergeId: string): Promise<Merge> {
  const undone = await transition(ctx, merges, mergeId, {
    of: ofEntities,
    beside: memoryRead(entities, mergeId),
    refuse: notUndoable,
    change: (merge, memory) => {
      if (!memory?.now) return { values: {} };
      const cause = justEmitted(merge.intoId, EntityUnmerged);
      const { values, kept } = takingBack(entities, mergeId, ["name", "kind", "attributes"], memory, {
        name: ["normalizedName"],
      });
      return {
        values: { undoneAt: ctx.now().toISOString(), keptFields: kept },
        first: [effect(sql`select 1 from ${entities} where id = ${merge.intoId}::uuid for update`)],
        also: (story) => [
          emit(story, EntityUnmerged, {
            entityId: merge.intoId,
            owner: ctx.actor.userId,
            payload: { otherId: merge.otherId },
          }),
          update(
            story,
            entities,
            sql`${entities.id} = ${merge.intoId}::uuid and ${entities.version} = ${Number(memory.now!.version)}`,
            { ...values, aliases: aliasesBefore(memory, values.name !== undefined) },
            { emits: { event: EntityEvents.updated, cause }, orConflict: MISSED },
          ),
          insert(story, entities, rowAgain(mergeId), { emits: { event: EntityEvents.created, cause } }),
          effect(sql`select take_back_merge(${mergeId}::uuid)`),
        ],
      };
    },
  });
  return shownMerge(undone);
}

/** Its aliases without those that the merge has added; what somebody has added since stays. */
function aliasesBefore({ before, after, now }: Memory, isNameBack: boolean): string[] {
  const [was, left, is] = [before, after, now!].map(({ aliases }) => (aliases as string[] | undefined) ?? []);
  if (isNameBack && isDeepStrictEqual(left, is)) return was!;
  const added = left!.filter((alias) => !was!.includes(alias));
  return [...is!.filter((alias) => !added.includes(alias)), ...was!.filter((alias) => left!.includes(alias) === false)];
}

/** The row that was merged, as it was remembered. */
function rowAgain(mergeId: string): Values<typeof entities> {
  const other = sql`(select r.other from merge_memories r where r.merge_id = ${mergeId}::uuid)`;
  const whole = sql`jsonb_populate_record(null::${entities}, ${other})`;
  const values: Record<string, SQL> = {};
  for (const key of Object.keys(columnsOf(entities)))
    if (key !== "updatedAt") values[key] = sql`(${whole}).${sql.identifier(snake(key))}`;
  return values;
}

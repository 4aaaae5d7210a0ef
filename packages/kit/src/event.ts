/** Domain events: declared once, stored as rows, CloudEvents 1.0 on the wire. */
import * as z from "zod/mini";

export type EventType = `${string}.${string}.${string}`;
type Shape = Record<string, z.ZodMiniType>;

export interface EventDeclaration<T extends EventType = EventType, S extends Shape = Shape> {
  kind: "event";
  type: T;
  pillar: string;
  /** What happened, the last part of the type: `completed`. */
  action: string;
  /** The noun, the middle part: `task`. */
  entityType: string;
  schema: z.ZodMiniObject<S>;
  summary: string;
}

/**
 * Declares an event. `shape` is the whitelist of scalars that may leave the database: a key with the name of a column is filled
 * from the changed row. Types are past tense and only ever gain optional fields.
 */
/* @__NO_SIDE_EFFECTS__ */
export function event<T extends EventType, const S extends Shape = Record<never, never>>(
  type: T,
  summary: string,
  shape: S = {} as S,
): EventDeclaration<T, S> {
  const [pillar, entityType, action] = type.split(".") as [string, string, string];
  // The schema that zod infers from a shape that may be empty is not the one that the declaration names.
  return { kind: "event", type, pillar, entityType, action, summary, schema: z.object(shape) as never };
}

type CrudType<N extends string, A extends string> = `${N}.${A}` & EventType;

/** The events of a resource whose deleted rows can be restored: `work.task.created`, `.updated`, `.deleted`, `.restored`. */
/* @__NO_SIDE_EFFECTS__ */
export function crudEvents<const N extends `${string}.${string}`, const S extends Shape = Record<never, never>>(
  noun: N,
  shape: S = {} as S,
) {
  return {
    ...finalEvents(noun, shape),
    restored: event(`${noun}.restored` as CrudType<N, "restored">, `A deleted ${nameOf(noun)} was restored`, shape),
  };
}

/** The events of a resource whose rows are deleted for good. */
/* @__NO_SIDE_EFFECTS__ */
export function finalEvents<const N extends `${string}.${string}`, const S extends Shape = Record<never, never>>(
  noun: N,
  shape: S = {} as S,
) {
  const name = nameOf(noun);
  return {
    created: event(`${noun}.created` as CrudType<N, "created">, `A ${name} was created`, shape),
    updated: event(`${noun}.updated` as CrudType<N, "updated">, `A ${name} was changed`, shape),
    deleted: event(`${noun}.deleted` as CrudType<N, "deleted">, `A ${name} was deleted`),
  };
}

const nameOf = (noun: string) => noun.split(".")[1]!.replaceAll("_", " ");

export type PayloadOf<E> = E extends EventDeclaration<EventType, infer S> ? z.infer<z.ZodMiniObject<S>> : never;

/** A row of `events` as SQL's to_jsonb gives it, before it is put on the wire. */
export interface EventRow {
  id: string;
  user_id: string | null;
  actor_id: string | null;
  event_type: string;
  source: string;
  entity_type: string;
  entity_id: string | null;
  action: string;
  changed: string[];
  payload: Record<string, unknown>;
  correlation_id: string;
  causation_id: string | null;
  platform: string | null;
  client_version: string | null;
  created_at: string;
}

/** CloudEvents 1.0 in the JSON format, with LifeOS's two extensions. */
export interface CloudEvent<Payload = Record<string, unknown>> {
  specversion: "1.0";
  id: string;
  source: string;
  type: string;
  time: string;
  datacontenttype: "application/json";
  /** The user who owns what changed. */
  subject?: string;
  correlationid: string;
  causationid?: string;
  data: {
    entityId: string | null;
    entityType: string;
    action: string;
    actorId: string | null;
    changed: string[];
    payload: Payload;
    metadata: { clientVersion: string | null; platform: string };
  };
}

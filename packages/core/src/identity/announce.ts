/**
 * Notifies people of what others did: who joined or left their household, that they were removed from one, that something was
 * shared with them. The service writes these notifications, because no person may write another's. Each person is notified once
 * for an event, however often the event is delivered.
 */
import { sql } from "drizzle-orm";
import { GrantGiven, HouseholdJoined, HouseholdLeft } from "#core/identity/events";
import { told } from "#core/identity/told.en";
import { type Message, sendingTo } from "#core/platform/notifications";
import { type Ctx, causedBy } from "#kit/ctx";
import { read } from "#kit/db";
import type { CloudEvent } from "#kit/event";
import type { Saying } from "#kit/saying";
import { cut } from "#kit/text";

/**
 * Notifies a household's admins of a member who joined or left, and a removed member of the removal. Each notification names the
 * member.
 */
export async function member(service: Ctx, event: CloudEvent): Promise<void> {
  const ctx = inStory(service, event);
  const { subject: userId, data } = event;
  if (!userId || !data.entityId) return;
  const removed = event.type === HouseholdLeft.type && data.actorId !== userId;
  const [[facts], admins] = await ctx.db.batch([
    read<{ household: string; person: string | null; isMember: boolean }>(
      sql`select h.name as household, u.name as person,
          exists (select from household_members m where m.household_id = h.id and m.user_id = u.id) as "isMember"
        from households h, users u where h.id = ${data.entityId}::uuid and u.id = ${userId}::uuid and u.deleted_at is null`,
    ),
    read<{ id: string }>(
      sql`select user_id as id from household_members
        where household_id = ${data.entityId}::uuid and role = 'admin' and user_id <> ${userId}::uuid`,
    ),
  ]);
  // No notification when the event is outdated: the household is gone, or the member left again.
  if (!facts || facts.isMember !== (event.type === HouseholdJoined.type)) return;
  const { household } = facts;
  const about = { sourceEventId: event.id, action: { entityType: "household", entityId: data.entityId, userId } };
  const telling: Telling[] = removed
    ? [
        [
          userId,
          { kind: "household_removed", title: told("household_removed", { household: named(household) }), ...about },
        ],
      ]
    : admins.map(({ id }) => [
        id,
        event.type === HouseholdJoined.type
          ? { kind: "household_joined", title: joined(facts), ...about }
          : { kind: "household_left", title: left(facts), ...about },
      ]);
  await tell(ctx, telling);
}

/** The most notifications about waiting grants at a first sign-in; the list of grants shows all of them. */
const MAX_TOLD = 50;

/**
 * Notifies the grantee of a grant, if there is an account with its address. Otherwise the person is notified of all waiting
 * grants when they first sign in with the address or get it later. Both ways name the event of the grant, so that nobody is
 * notified twice.
 */
export async function grant(service: Ctx, event: CloudEvent): Promise<void> {
  const ctx = inStory(service, event);
  const { subject, data } = event;
  const which =
    event.type !== GrantGiven.type
      ? sql`g.grantee_id = ${subject}::uuid and g.email is not null`
      : sql`g.id = ${data.entityId}::uuid`;
  const [given] = await ctx.db.batch([
    read<{
      granteeId: string;
      userId: string;
      grantor: string | null;
      entityType: string;
      entityId: string;
      role: string;
      sourceEventId: string;
    }>(
      sql`select g.grantee_id as "granteeId", u.id as "userId", u.name as grantor, g.entity_type as "entityType", g.entity_id as "entityId", g.role,
          e.id as "sourceEventId"
        from access_grants g join users u on u.id = g.grantor_id
        join users to_whom on to_whom.id = g.grantee_id and to_whom.deleted_at is null
        join events e on e.entity_type = ${GrantGiven.entityType} and e.entity_id = g.id and e.event_type = ${GrantGiven.type}
        where ${which} and not exists (
          select from events gone where gone.entity_type = g.entity_type and gone.entity_id = g.entity_id and gone.action = 'deleted')
        order by g.id desc limit ${MAX_TOLD}`,
    ),
  ]);
  const telling = given.map(
    ({ granteeId, userId, grantor, entityType, entityId, role, sourceEventId }): Telling => [
      granteeId,
      {
        kind: "grant_given",
        title: shared(grantor, entityType),
        body: [role === "viewer" ? told("you_may_look") : told("you_may_change")],
        action: { entityType, entityId, userId },
        sourceEventId,
      },
    ],
  );
  // Oldest first, as they were given.
  await tell(ctx, telling.reverse());
}

/** A notification and its recipient. */
type Telling = [userId: string, message: Message];

async function tell(ctx: Ctx, telling: Telling[]): Promise<void> {
  const writes = telling.map(([userId, message]) => sendingTo(ctx, userId, message));
  if (writes.length > 0) await ctx.db.batch(writes);
}

/** The ctx for effects of this event. Consumers of the service role must set the cause themselves. */
const inStory = (service: Ctx, { id, correlationid }: CloudEvent): Ctx => ({
  ...causedBy(service, { id, correlationId: correlationid }),
  origin: "workflow",
});

interface Facts {
  household: string;
  /** Null for somebody who has given no name. */
  person: string | null;
}

function joined({ person, household: itsName }: Facts): Saying {
  const household = named(itsName);
  return person === null
    ? told("household_joined_nameless", { household })
    : told("household_joined", { who: named(person), household });
}

function left({ person, household: itsName }: Facts): Saying {
  const household = named(itsName);
  return person === null
    ? told("household_left_nameless", { household })
    : told("household_left", { who: named(person), household });
}

/** The value says what kind of row it is, as grants call it; the English sentence, how people do. */
function shared(grantor: string | null, thing: string): Saying {
  const say = (what: string) =>
    grantor === null ? told("shared_nameless", { thing: what }) : told("shared", { who: named(grantor), thing: what });
  return { ...say(thing), text: say(aThing(thing)).text };
}

const NAME_LENGTH = 100;

/** A name that fits into a title, whatever people and households are called. */
const named = (name: string) => (name.length > NAME_LENGTH ? `${cut(name, NAME_LENGTH - 1)}…` : name);

/** `todo_list` → `a todo list`, `account` → `an account` */
const aThing = (entityType: string) => `${/^[aeiou]/.test(entityType) ? "an" : "a"} ${entityType.replaceAll("_", " ")}`;

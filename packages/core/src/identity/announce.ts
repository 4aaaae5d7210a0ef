/**
 * Telling people what others did that concerns them: who joined or left their household, that they were taken out of one, that
 * something was shared with them. The service speaks, because nobody may write into another's notifications; each is told once
 * for an event, however often it comes.
 */
import { sql } from "drizzle-orm";
import { GrantGiven, HouseholdJoined, HouseholdLeft } from "#core/identity/events";
import { type Message, sendingTo } from "#core/platform/notifications";
import { type Ctx, causedBy } from "#kit/ctx";
import { read } from "#kit/db";
import type { CloudEvent } from "#kit/event";
import { cut } from "#kit/text";

/** Tells the admins of a household who came or went, and whoever was taken out that they were. Each names who it is about. */
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
  // What is not so any more is no news: the household is gone, or they left again.
  if (!facts || facts.isMember !== (event.type === HouseholdJoined.type)) return;
  const { household } = facts;
  const who = facts.person ?? "Somebody";
  const about = { sourceEventId: event.id, action: { entityType: "household", entityId: data.entityId, userId } };
  const telling: Telling[] = removed
    ? [[userId, { kind: "household_removed", title: line`You are no longer a member of ${household}`, ...about }]]
    : admins.map(({ id }) => [
        id,
        event.type === HouseholdJoined.type
          ? { kind: "household_joined", title: line`${who} joined ${household}`, ...about }
          : { kind: "household_left", title: line`${who} left ${household}`, ...about },
      ]);
  await tell(ctx, telling);
}

/** How many grants somebody is told of when they sign in first; the list of grants has all that waited for them. */
const MAX_TOLD = 50;

/**
 * Tells whoever was given a grant, if that is anybody yet; otherwise they are told when they sign in first or come by
 * the address, of what waited for it until then. Both name the event by which it was given, so that nobody is told twice.
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
        title: line`${grantor ?? "Somebody"} shared ${aThing(entityType)} with you`,
        body: role === "viewer" ? "You may look at it." : "You may change it.",
        action: { entityType, entityId, userId },
        sourceEventId,
      },
    ],
  );
  // Oldest first, as they were given.
  await tell(ctx, telling.reverse());
}

/** Who is told what. */
type Telling = [userId: string, message: Message];

async function tell(ctx: Ctx, telling: Telling[]): Promise<void> {
  const writes = telling.map(([userId, message]) => sendingTo(ctx, userId, message));
  if (writes.length > 0) await ctx.db.batch(writes);
}

/** The ctx of an effect of this event; a consumer of the service is told of its cause by nobody else. */
const inStory = (service: Ctx, { id, correlationid }: CloudEvent): Ctx => ({
  ...causedBy(service, { id, correlationId: correlationid }),
  origin: "workflow",
});

const TITLE_LENGTH = 300;
const NAME_LENGTH = 100;

/** A title that fits, whatever people and households are called. */
function line(text: TemplateStringsArray, ...names: string[]): string {
  const short = names.map((name) => (name.length > NAME_LENGTH ? `${cut(name, NAME_LENGTH - 1)}…` : name));
  return cut(String.raw({ raw: text }, ...short), TITLE_LENGTH);
}

/** `todo_list` → `a todo list`, `account` → `an account` */
const aThing = (entityType: string) => `${/^[aeiou]/.test(entityType) ? "an" : "a"} ${entityType.replaceAll("_", " ")}`;

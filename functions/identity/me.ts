import { and } from "drizzle-orm";
import { UserUpdated } from "#core/identity/events";
import { users } from "#core/identity/users.sql";
import { update as change } from "#kit/change";
import { ifMatch } from "#kit/conditions";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { InvalidInput, NotFound, StaleVersion } from "#kit/problem";
import { live, matches, rowRead, shown, whyNot } from "#kit/row";
import { withCurrent } from "#kit/stale";
import { patchSchema, type Row, rowSchema } from "#kit/wire";

const OMIT = ["authSubject", "emailVerifiedAt", "tokensValidFrom", "changesPerMinute"] as const;
const Me = rowSchema(users, OMIT);

export const get = endpoint("GET /v1/identity/me", {
  entities: [entityOf(UserUpdated, users)],
  summary: "Get who you are",
  returns: Me,
  problems: [NotFound],
  async handler(ctx) {
    const [me] = await ctx.db.batch([rowRead(users, ctx.actor.userId)]);
    if (!me) throw NotFound();
    return shown<typeof users>(users, me, OMIT);
  },
});

export const update = endpoint("PATCH /v1/identity/me", {
  summary: "Update your profile",
  body: patchSchema(users, ["name", "avatarUrl", "timezone", "locale", "onboardingCompletedAt"]),
  returns: Me,
  problems: [InvalidInput, NotFound, StaleVersion],
  async handler(ctx) {
    const { userId } = ctx.actor;
    const versions = ifMatch(ctx.headers["if-match"]);
    const mine = and(live(users, userId), matches(users, versions))!;
    const [me, current] = await ctx.db.batch([
      change(ctx, users, mine, ctx.body as Partial<typeof users.$inferInsert>, {
        emits: { event: UserUpdated, owner: userId },
      }),
      rowRead(users, userId),
    ]);
    if (!me) throw await withCurrent(ctx, whyNot(current, versions), { ...itself, id: userId });
    return itself.answer(me);
  },
});

const itself = {
  table: users,
  event: UserUpdated,
  answer: (row: Row<typeof users>) => shown<typeof users>(users, row, OMIT),
};

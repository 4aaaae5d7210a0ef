import { tierAtLeast } from "#cloud/least-tier";
import { UserUpdated } from "#core/identity/events";
import { users } from "#core/identity/users.sql";
import { ifMatch } from "#kit/conditions";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { InvalidInput, NotFound, StaleVersion } from "#kit/problem";
import { findRow, shown } from "#kit/row";
import { transition } from "#kit/transition";
import { patchSchema, type Row, rowSchema } from "#kit/wire";

const OMIT = ["authSubject", "emailVerifiedAt", "tokensValidFrom", "changesPerMinute"] as const;
const Me = rowSchema(users, OMIT);

export const get = endpoint("GET /v1/identity/me", {
  entities: [entityOf(UserUpdated, users)],
  summary: "Get who you are",
  returns: Me,
  problems: [NotFound],
  async handler(ctx) {
    const [me] = await findRow(ctx, users, ctx.actor.userId);
    return visible(me);
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
    const me = await transition(ctx, users, userId, {
      versions,
      answer: visible,
      change: {
        values: ctx.body as Partial<typeof users.$inferInsert>,
        emits: { event: UserUpdated, owner: userId },
      },
    });
    return visible(me);
  },
});

/** The tier is the one that counts. */
const visible = (row: Row<typeof users>) => ({
  ...shown<typeof users>(users, row, OMIT),
  tier: tierAtLeast(row.tier),
});

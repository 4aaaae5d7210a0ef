import { and, eq } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { SettingsUpdated } from "#core/identity/events";
import { userSettings } from "#core/identity/users.sql";
import { halfPlace } from "#core/platform/places";
import { update as change } from "#kit/change";
import { ifMatch } from "#kit/conditions";
import type { Ctx } from "#kit/ctx";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { InvalidInput, NotFound, type Problem, StaleVersion } from "#kit/problem";
import { matches, shown, whyNot } from "#kit/row";
import { lastChangeOf } from "#kit/stale";
import { patchSchema, type Row, rowSchema } from "#kit/wire";

const Settings = rowSchema(userSettings);

export const get = endpoint("GET /v1/identity/settings", {
  entities: [entityOf(SettingsUpdated, userSettings)],
  summary: "Get your settings",
  returns: Settings,
  problems: [NotFound],
  async handler(ctx) {
    const [[settings]] = await ctx.db.batch([
      rowsRead(userSettings, eq(userSettings.userId, ctx.actor.userId), { limit: 1 }),
    ]);
    if (!settings) throw NotFound();
    return visible(settings);
  },
});

export const update = endpoint("PATCH /v1/identity/settings", {
  summary: "Update your settings",
  body: patchSchema(userSettings, [
    "theme",
    "accentColorHex",
    "density",
    "keyboardShortcuts",
    "pomodoroMinutes",
    "peakHoursStart",
    "peakHoursEnd",
    "workdayStart",
    "workdayEnd",
    "maxFocusHours",
    "meetingBufferMinutes",
    "aiFeaturesEnabled",
    "correlationEnabled",
    "agentPreferences",
    "defaultLatitude",
    "defaultLongitude",
    "matrixHomeserverUrl",
  ]),
  returns: Settings,
  problems: [InvalidInput, NotFound, StaleVersion],
  refusals: { user_settings_place_check: halfPlace("defaultLatitude", "defaultLongitude") },
  async handler(ctx) {
    const { userId } = ctx.actor;
    const versions = ifMatch(ctx.headers["if-match"]);
    const mine = eq(userSettings.userId, userId);
    const [settings, [current]] = await ctx.db.batch([
      change(
        ctx,
        userSettings,
        and(mine, matches(userSettings, versions)),
        ctx.body as Partial<typeof userSettings.$inferInsert>,
        { emits: { event: SettingsUpdated } },
      ),
      rowsRead(userSettings, mine, { limit: 1 }),
    ]);
    if (!settings) throw await refusal(ctx, whyNot(current, versions), current);
    return visible(settings);
  },
});

/** The row has no id of its own, so it says here what `withCurrent` of kit says elsewhere. */
async function refusal(ctx: Ctx, problem: Problem, current: Row<typeof userSettings> | undefined) {
  if (problem.code !== StaleVersion.code || !current) return problem;
  const [lastChange] = await ctx.db.batch([lastChangeOf(SettingsUpdated, ctx.actor.userId)]);
  return StaleVersion(problem.message, { current: visible(current), lastChange });
}

/** The Matrix device is a secret of the connection and is not shown. */
function visible(row: Row<typeof userSettings>) {
  const { matrixDeviceId: _, ...settings } = row;
  return shown<typeof userSettings>(userSettings, settings);
}

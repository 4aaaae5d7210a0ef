import { eq } from "drizzle-orm";
import { SettingsUpdated } from "#core/identity/events";
import { userSettings } from "#core/identity/users.sql";
import { halfPlace } from "#core/platform/places";
import { update as change } from "#kit/change";
import { shown } from "#kit/crud";
import { db } from "#kit/db";
import { endpoint } from "#kit/endpoint";
import { InvalidInput, NotFound } from "#kit/problem";
import { patchSchema, rowSchema } from "#kit/wire";

const Settings = rowSchema(userSettings);

export const get = endpoint("GET /v1/identity/settings", {
  summary: "Get your settings",
  returns: Settings,
  problems: [NotFound],
  async handler(ctx) {
    const [[settings]] = await ctx.db.batch([
      db.select().from(userSettings).where(eq(userSettings.userId, ctx.actor.userId)),
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
  problems: [InvalidInput, NotFound],
  refusals: { user_settings_place_check: halfPlace("defaultLatitude", "defaultLongitude") },
  async handler(ctx) {
    const { userId } = ctx.actor;
    const [settings] = await ctx.db.batch([
      change(
        ctx,
        userSettings,
        eq(userSettings.userId, userId),
        ctx.body as Partial<typeof userSettings.$inferInsert>,
        { emits: { event: SettingsUpdated } },
      ),
    ]);
    if (!settings) throw NotFound();
    return visible(settings);
  },
});

/** The Matrix device is a secret of the connection and is not shown. */
function visible(row: typeof userSettings.$inferSelect) {
  const { matrixDeviceId: _, ...settings } = row;
  return shown<typeof userSettings>(userSettings, settings);
}

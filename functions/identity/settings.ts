import * as z from "zod/mini";
import { aiPillars } from "#core/cortex/door/permission";
import { SettingsUpdated } from "#core/identity/events";
import { correlationPillars, userSettings } from "#core/identity/users.sql";
import { halfPlace } from "#core/platform/places";
import { ifMatch } from "#kit/conditions";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { InvalidInput, NotFound, StaleVersion } from "#kit/problem";
import { findRow, shown } from "#kit/row";
import { transition } from "#kit/transition";
import { patchSchema, rowSchema, Text } from "#kit/wire";

/** What calls of models change by themselves is in the answer of the tokens, so that it makes no version of the settings stale. */
const OMIT = ["currentTokenBalance", "tokensExhaustedAt"] as const;
const Settings = rowSchema(userSettings, OMIT);

/** People who are awake past midnight let their days begin later. */
const DayStart = Text(5).check(z.regex(/^(?:0[0-5]:[0-5]\d|06:00)$/, "must be a time from 00:00 to 06:00"));

/** Those that have something by which days are measured, each once. */
const CorrelationPillars = z.array(z.enum(correlationPillars)).check(z.maxLength(correlationPillars.length));

/** Those of which something can be in what a model is asked, each once. */
const AiPillars = z.array(z.enum(aiPillars)).check(z.maxLength(aiPillars.length));

export const get = endpoint("GET /v1/identity/settings", {
  entities: [entityOf(SettingsUpdated, userSettings)],
  summary: "Get your settings",
  returns: Settings,
  problems: [NotFound],
  async handler(ctx) {
    const [settings] = await findRow(ctx, userSettings, ctx.actor.userId);
    return visible(settings);
  },
});

export const update = endpoint("PATCH /v1/identity/settings", {
  summary: "Update your settings",
  body: patchSchema(
    userSettings,
    [
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
      "weekStart",
      "dayStart",
      "meetingBufferMinutes",
      "aiFeaturesEnabled",
      "correlationPillars",
      "aiPillars",
      "aiSealed",
      "agentPreferences",
      "defaultLatitude",
      "defaultLongitude",
      "matrixHomeserverUrl",
    ],
    {
      dayStart: z.optional(DayStart),
      correlationPillars: z.optional(CorrelationPillars),
      aiPillars: z.optional(AiPillars),
    },
  ),
  returns: Settings,
  problems: [InvalidInput, NotFound, StaleVersion],
  refusals: { user_settings_place_check: halfPlace("defaultLatitude", "defaultLongitude") },
  async handler(ctx) {
    const settings = await transition(ctx, userSettings, ctx.actor.userId, {
      versions: ifMatch(ctx.headers["if-match"]),
      answer: visible,
      change: {
        values: ctx.body as Partial<typeof userSettings.$inferInsert>,
        emits: { event: SettingsUpdated },
      },
    });
    return visible(settings);
  },
});

/** The Matrix device is a secret of the connection and is left out. */
function visible(row: typeof userSettings.$inferSelect) {
  const { matrixDeviceId: _, ...settings } = row;
  return shown<typeof userSettings>(userSettings, settings, OMIT);
}

import { handOverAgain } from "#core/platform/delivery/overdue";
import * as Days from "#core/rhythm/days";
import { unsettled } from "#core/rhythm/focus";
import * as Reminders from "#core/rhythm/reminders";
import * as Tick from "#core/rhythm/tick";
import { schedule } from "#kit/schedule";

export const tick = schedule("rhythm.tick", "rate(1 minute)", {
  summary: "Claims the routines whose time has come",
  handler: (ctx) => Tick.tick(ctx),
});

// Every quarter of an hour, because the offsets of all zones are whole quarters.
export const endDays = schedule("rhythm.endDays", "cron(0/15 * * * ? *)", {
  summary: "Tells whose day has ended",
  timeoutSeconds: 300,
  handler: (ctx) => Days.endDays(ctx),
});

export const remind = schedule("rhythm.remind", "rate(1 minute)", {
  summary: "Finds the habits of which to remind",
  handler: (ctx) => Reminders.remind(ctx),
});

export const settleAgain = schedule("rhythm.settleAgain", "rate(15 minutes)", {
  summary: "Hands focus sessions over again that should have ended by themselves",
  uses: ["workflows"],
  handler: (ctx) => handOverAgain(ctx, unsettled),
});

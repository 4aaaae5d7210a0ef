import * as Tick from "#core/rhythm/tick";
import { schedule } from "#kit/schedule";

export const tick = schedule("rhythm.tick", "rate(1 minute)", {
  summary: "Claims the routines whose time has come",
  handler: (ctx) => Tick.tick(ctx),
});

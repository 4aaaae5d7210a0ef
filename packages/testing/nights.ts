/** Ends days in tests, with the nightly work that follows. */
import { expect } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { DayEnded } from "#core/rhythm/events";
import { endDays } from "#functions/rhythm/schedules";
import type { Consumer } from "#kit/consumer";
import type { CloudEvent } from "#kit/event";
import type { Harness } from "#testing/harness";

/** Moves the clock, reports the end of everybody's days until then, and delivers these events to the consumers; returns them. */
export async function nightFalls(life: Harness, at: string, ...consumers: Consumer[]): Promise<CloudEvent[]> {
  life.setNow(at);
  const before = life.events(DayEnded).length;
  await scheduleHandler(endDays)({});
  const ended = life.events(DayEnded).slice(before);
  for (const consumer of consumers) expect(await life.deliver(consumer, ended)).toEqual([]);
  return ended;
}

import { beforeEach, describe, expect, it } from "vitest";
import { busFixture } from "#testing/bus";
import type { ScheduleTarget } from "./scheduler.ts";

const { startBus } = busFixture();
let time: number;
const now = () => new Date(time);
beforeEach(() => {
  time = Date.parse("2026-03-01T08:58:00Z");
});

function daily(handler: ScheduleTarget["handler"], more: Partial<ScheduleTarget> = {}): ScheduleTarget {
  return { name: "daily", expression: "cron(0 9 * * ? *)", handler, ...more };
}

const schedulesOnly = (handler: ScheduleTarget["handler"], more: Partial<ScheduleTarget> = {}) => ({
  now,
  pollIntervalMs: 3_600_000,
  schedules: [daily(handler, more)],
});

describe("a schedule", () => {
  it("invokes its target once for a due time, with AWS's scheduled event", async () => {
    const events: unknown[] = [];
    const bus = await startBus(schedulesOnly(async (event) => events.push(event), { timezone: "Europe/London" }));
    for (const minutes of [1, 1, 0, 1, 1]) {
      time += minutes * 60_000;
      await bus.wake();
      await bus.idle();
    }
    expect(events).toEqual([
      {
        version: "0",
        id: expect.any(String),
        "detail-type": "Scheduled Event",
        source: "aws.scheduler",
        account: "000000000000",
        time: "2026-03-01T09:00:00Z",
        region: "us-east-1",
        resources: ["arn:aws:scheduler:us-east-1:000000000000:schedule/default/daily"],
        detail: "{}",
      },
    ]);
  });

  it("hands over its own input with the scheduler's context attributes filled in", async () => {
    const events: unknown[] = [];
    const input = { due: "<aws.scheduler.scheduled-time>", attempt: "<aws.scheduler.attempt-number>" };
    const bus = await startBus(schedulesOnly(async (event) => events.push(event), { input }));
    time += 130_000;
    await bus.wake();
    await bus.idle();
    expect(events).toEqual([{ due: "2026-03-01T09:00:00Z", attempt: "1" }]);
  });

  it("by rate is due when it is registered, then every period, restarts or not", async () => {
    const dues: unknown[] = [];
    const handler = async (event: unknown) => dues.push((event as { time: string }).time.slice(11, 19));
    const options = schedulesOnly(handler, { expression: "rate(10 minutes)" });
    const first = await startBus(options);
    await first.idle();
    await first.stop();
    time += 60_000;
    const second = await startBus(options);
    await second.idle();
    for (const minutes of [8, 1, 10]) {
      time += minutes * 60_000;
      await second.wake();
      await second.idle();
    }
    expect(dues).toEqual(["08:58:00", "09:08:00", "09:18:00"]);
  });

  it.each([
    ["makes up for the latest run missed up to five minutes ago", 5, ["09:03:00"]],
    ["does not replay what is older", 60 * 24, ["08:58:00"]],
  ])("%s", async (_, minutesLater, expected) => {
    const dues: string[] = [];
    const handler = async (event: unknown) => dues.push((event as { time: string }).time.slice(11, 19));
    const expression = minutesLater === 5 ? "cron(* 9 * * ? *)" : "cron(58 8 * * ? *)";
    const options = schedulesOnly(handler, { expression });
    const before = await startBus(options);
    await before.idle();
    await before.stop();
    time += minutesLater * 60_000;
    const after = await startBus(options);
    await after.idle();
    expect(dues).toEqual(expected);
  });

  it("skips a run that was missed by more than five minutes", async () => {
    const dues: unknown[] = [];
    const options = schedulesOnly(async (event) => dues.push(event));
    await (await startBus(options)).stop();
    time += 8 * 60_000;
    const bus = await startBus(options);
    await bus.idle();
    expect(dues).toEqual([]);
  });

  it("tries a failed run again and then keeps it as a dead letter that can be redriven", async () => {
    let broken = true;
    const attempts: unknown[] = [];
    const bus = await startBus(
      schedulesOnly(
        async (event) => {
          attempts.push(event);
          if (broken) throw new Error("no connection");
        },
        { input: "<aws.scheduler.attempt-number>" },
      ),
    );
    time += 120_000;
    await bus.wake();
    await bus.idle();
    expect(attempts).toEqual(["1", "2", "3"]);
    const [dead] = await bus.queues.deadLetters("schedule-daily");
    expect(dead?.error).toBe("Error: no connection");
    broken = false;
    await bus.queues.redrive([dead?.messageId ?? ""]);
    await bus.idle();
    expect(attempts).toHaveLength(4);
  });

  it("is refused when its expression is not valid", () => {
    const options = schedulesOnly(async () => {}, { expression: "cron(0 9 * * *)" });
    return expect(startBus(options)).rejects.toThrow(/six fields/);
  });
});

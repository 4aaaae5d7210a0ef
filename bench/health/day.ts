/** What a watch and a phone measure in a day, as they send it: the same each time. */
import { createHash } from "node:crypto";
import type { Sample } from "#core/health/metrics-known";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * About two thousand samples of a day, in the order of their times: heart rate each two minutes, steps, distance and energy of both by the minute and
 * by five, and a night of forty stages.
 */
export function dayOf(person: number, first: number, day: number): Sample[] {
  const start = first + day * DAY_MS;
  const samples: (Sample & { at: number })[] = [];
  const add = (sample: Omit<Sample, "measuredAt" | "endedAt" | "externalId">, atMs: number, lengthMs = 0) =>
    samples.push({
      ...sample,
      measuredAt: new Date(atMs).toISOString(),
      ...(lengthMs > 0 && { endedAt: new Date(atMs + lengthMs).toISOString() }),
      externalId: idOf(`${person} ${sample.source} ${sample.metricType} ${atMs}`),
      at: atMs,
    });
  const watch = { source: "Robin's Apple Watch", device: "Watch7,1" };
  const phone = { source: "Robin's iPhone", device: "iPhone17,2" };
  for (let minute = 0; minute < 1_440; minute += 2)
    add(
      { ...watch, metricType: "heart_rate", value: 50 + ((minute * 7 + day) % 90) },
      start + minute * MINUTE_MS + 17_000,
    );
  for (let minute = 420; minute < 1_380; minute += 3) {
    const at = start + minute * MINUTE_MS;
    add({ ...watch, metricType: "steps", value: (minute * 13 + day) % 220 }, at + 1_500, MINUTE_MS);
    add({ ...watch, metricType: "active_calories", value: ((minute * 13 + day) % 90) / 10 }, at + 1_500, MINUTE_MS);
    if (minute % 6 === 0) add({ ...phone, metricType: "steps", value: (minute * 11 + day) % 400 }, at, 4 * MINUTE_MS);
    if (minute % 6 === 0)
      add({ ...watch, metricType: "distance_m", value: (minute * 7 + day) % 150 }, at + 1_500, 2 * MINUTE_MS);
    if (minute % 12 === 0)
      add({ ...phone, metricType: "distance_m", value: (minute * 5 + day) % 300 }, at, 4 * MINUTE_MS);
  }
  const stages = ["light", "deep", "light", "rem", "awake"] as const;
  for (let part = 0; part < 40; part++)
    add(
      { ...watch, metricType: "sleep", value: 11, stage: stages[part % 5]! },
      start - 60 * MINUTE_MS + part * 11 * MINUTE_MS,
      11 * MINUTE_MS,
    );
  return samples.sort((a, b) => a.at - b.at).map(({ at: _, ...sample }) => sample);
}

/** As HealthKit has them. */
function idOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`.toUpperCase();
}

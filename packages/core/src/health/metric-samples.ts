/** What is wrong with a sample, and how it is kept: in the unit of its type, from when to when, and as what. */
import { inUnitOf, maxOf, unitOf, unitsOf } from "#core/health/metric-types";
import type { Sample } from "#core/health/metrics-known";
import { healthFields } from "#core/health/sayings";
import { InvalidInput, wrong } from "#kit/problem";
import type { Saying } from "#kit/saying";
import { cut } from "#kit/text";

/** The database says the same, and the rollup looks back no further. */
export const MAX_INTERVAL_HOURS = 48;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** A field of a sample that keeps it from being stored, and why. */
export interface Fault {
  field: keyof Sample;
  saying: Saying;
}

/** The sample as it is kept, or what is wrong with it. Instants are ISO 8601 in UTC with milliseconds, as the contract reads them. */
export function measured(sample: Sample): Sample | Fault {
  const { metricType, unit, stage, measuredAt, device } = sample;
  const endedAt = sample.endedAt === measuredAt ? undefined : sample.endedAt;
  const lengthMs = endedAt === undefined ? 0 : Date.parse(endedAt) - Date.parse(measuredAt);
  if (lengthMs < 0) return { field: "endedAt", saying: healthFields("metric_ends_before_start") };
  if (lengthMs > MAX_INTERVAL_HOURS * HOUR_MS)
    return { field: "endedAt", saying: healthFields("ends_too_late", { max: MAX_INTERVAL_HOURS }) };
  const isSleep = metricType === "sleep";
  if (isSleep && endedAt === undefined) return { field: "endedAt", saying: healthFields("sleep_has_end") };
  if (isSleep && stage === undefined) return { field: "stage", saying: healthFields("sleep_has_stage") };
  if (!isSleep && stage !== undefined) return { field: "stage", saying: healthFields("only_sleep_has_stage") };

  if (!isSleep && Number.isNaN(sample.value)) return { field: "value", saying: healthFields("metric_value_missing") };

  const value = isSleep ? lengthMs / MINUTE_MS : inUnitOf(metricType, sample.value, unit);
  if (value === undefined)
    return {
      field: "unit",
      saying: healthFields("measured_in", { metricType, units: unitsOf(metricType).join(", ") }),
    };
  const max = maxOf(metricType);
  // A temperature of so few degrees Fahrenheit is below zero in those of the type.
  if (value < 0)
    return { field: "value", saying: healthFields("measures_at_least", { metricType, unit: unitOf(metricType) }) };
  if (value > max)
    return { field: "value", saying: healthFields("measures_at_most", { metricType, max, unit: unitOf(metricType) }) };
  return { ...sample, value, unit: unitOf(metricType), endedAt, device: deviceOf(device) };
}

export const isFault = (one: Sample | Fault): one is Fault => "saying" in one;

/** All of them as they are kept; throws InvalidInput with the first faults. `field`: what the samples are called where they come from. */
export function allMeasured(samples: readonly Sample[], field = "samples"): Sample[] {
  const all = samples.map(measured);
  const errors = all.flatMap((one, index) =>
    isFault(one) ? [wrong(`#/${field}/${index}/${one.field}`, one.saying)] : [],
  );
  if (errors.length > 0) throw InvalidInput(undefined, { errors: errors.slice(0, 20) });
  return all as Sample[];
}

/** Apple's description of a device has the place of an object in memory, by which one phone would be seventy. */
const ADDRESS = /\b0x[0-9a-f]{4,16}\b/gi;

export function deviceOf(device: string | undefined): string | undefined {
  const named = device
    ?.replaceAll(ADDRESS, "")
    .replace(/<?HKDevice:\s*>?,?/g, "")
    .replace(/\s+/g, " ")
    .replace(/^[\s,<>]+|[\s,<>]+$/g, "");
  return named ? cut(named, 200) : undefined;
}

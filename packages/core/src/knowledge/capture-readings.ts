/** Readings of wearables and devices as samples of metrics. */
import { isFault, measured } from "#core/health/metric-samples";
import type { MetricType } from "#core/health/metric-types";
import { writeSamples } from "#core/health/metrics";
import { metricTypes } from "#core/health/metrics.sql";
import type { Sample } from "#core/health/metrics-known";
import type { Reading } from "#core/knowledge/capture-payloads";
import type { CaptureOutcome } from "#core/knowledge/data-streams.sql";
import { captureRemarks } from "#core/knowledge/sayings";
import type { Ctx } from "#kit/ctx";
import { about, codedOf, type Saying } from "#kit/saying";

/** What others call a type. */
const ALSO: Readonly<Record<string, MetricType>> = {
  weight: "weight_kg",
  body_mass: "weight_kg",
  distance: "distance_m",
  water: "water_ml",
  active_energy: "active_calories",
  basal_energy: "basal_calories",
  hrv: "heart_rate_variability",
  pulse: "heart_rate",
  spo2: "oxygen_saturation",
  body_fat: "body_fat_pct",
  temperature: "body_temperature",
  glucose: "blood_glucose",
  height: "height_cm",
  floors: "floors_climbed",
  step_count: "steps",
};

/** `heartRate`, `heart-rate` and `Heart rate` are heart_rate. */
function typeOf(metric: string): MetricType | undefined {
  const name = metric
    .trim()
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1_$2")
    .replace(/[\s.-]+/g, "_")
    .toLowerCase();
  return metricTypes.find((type) => type === name) ?? (Object.hasOwn(ALSO, name) ? ALSO[name] : undefined);
}

type Kept = Pick<CaptureOutcome, "metrics" | "remarks">;

/**
 * Stores the readings that can be kept, and says of each other one why not. One that is known from before changes nothing. `source`: whose they are
 * among the sources of metrics.
 */
export async function keepReadings(ctx: Ctx, readings: readonly Reading[], source: string): Promise<Kept> {
  const samples: Sample[] = [];
  const faults: { at: number; saying: Saying }[] = [];
  for (const [at, { metric, value, unit, at: measuredAt, endedAt }] of readings.entries()) {
    const metricType = typeOf(metric);
    if (!metricType) {
      faults.push({ at, saying: captureRemarks("metric_unknown", { metric }) });
      continue;
    }
    const sample = measured({ metricType, value, unit, measuredAt, endedAt, source });
    if (isFault(sample)) faults.push({ at, saying: about(metric, sample.saying) });
    else samples.push(sample);
  }
  const { added, updated, duplicates } =
    samples.length > 0 ? await writeSamples(ctx, samples) : { added: 0, updated: 0, duplicates: 0 };
  return {
    metrics: { received: readings.length, added, updated, duplicates, refused: faults.length },
    remarks: faults
      .slice(0, 20)
      .map(({ at, saying }) => ({ at, text: saying.text.slice(0, 500), coded: codedOf(saying) })),
  };
}

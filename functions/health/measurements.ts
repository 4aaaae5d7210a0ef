import { MeasurementEvents } from "#core/health/events";
import { measurements } from "#core/health/records.sql";
import { healthFields } from "#core/health/sayings";
import { crud } from "#kit/crud";
import { wrongInput } from "#kit/problem";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/health/measurements", measurements, {
  write: ["lifeDomainId", "date", "type", "label", "value", "unit", "notes"],
  filter: ["type", "date", "lifeDomainId"],
  sort: ["date"],
  emits: MeasurementEvents,
  refusals: {
    measurements_percent_check: () => wrongInput("#/value", healthFields("body_fat_at_most")),
  },
  example: { date: "2026-03-02", type: "waist", value: 81.5, unit: "cm" },
});

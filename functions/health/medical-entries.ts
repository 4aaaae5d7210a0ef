import { MedicalEntryEvents } from "#core/health/events";
import { medicalEntries } from "#core/health/records.sql";
import { crud } from "#kit/crud";
import { wrongInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";

export const { list, get, create, update, remove, restore, changes } = crud(
  "/v1/health/medical-entries",
  medicalEntries,
  {
    write: ["lifeDomainId", "date", "type", "title", "details", "provider", "nextDate"],
    filter: ["type", "date", "nextDate", "lifeDomainId"],
    sort: ["date", "nextDate"],
    include: ["details"],
    emits: MedicalEntryEvents,
    refusals: {
      medical_entries_dates_check: () => wrongInput("#/nextDate", fieldSayings("not_before_field", { field: "date" })),
    },
    example: { date: "2026-03-02", type: "vaccination", title: "Tetanus", details: "Left arm", nextDate: "2036-03-02" },
  },
);

import { MedicalEntryEvents } from "#core/health/events";
import { medicalEntries } from "#core/health/medical.sql";
import { recording } from "#core/health/medical-reads";
import { crud } from "#kit/crud";
import { wrongInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { Text } from "#kit/wire";

const OMIT = ["remindedFor"] as const;
const SEALED = ["title", "details", "provider"] as const;
/** Each entry has a title, which the column cannot say of those from before titles were encrypted. */
const Title = Text(200, 1);

export const { list, get, create, update, remove, restore, changes } = crud(
  "/v1/health/medical-entries",
  medicalEntries,
  {
    filter: ["type", "date", "nextDate", "lifeDomainId", "dependentId", "medicationId"],
    sort: ["date", "nextDate"],
    include: SEALED,
    omit: OMIT,
    reading: recording(medicalEntries),
    write: [
      "lifeDomainId",
      "dependentId",
      "medicationId",
      "date",
      "type",
      "title",
      "details",
      "provider",
      "nextDate",
      "remindDaysBefore",
    ],
    fields: { title: Title },
    // What an entry is called is read of itself alone, and not in stories.
    title: "date",
    emits: MedicalEntryEvents,
    refusals: {
      medical_entries_dates_check: () => wrongInput("#/nextDate", fieldSayings("not_before_field", { field: "date" })),
    },
    example: { date: "2026-03-02", type: "vaccination", title: "Tetanus", details: "Left arm", nextDate: "2036-03-02" },
    create: {
      description:
        "Title, details and provider are stored encrypted; a list has them only when `include` names them. `nextDate` becomes a task, which moves with it, and is reminded of `remindDaysBefore` days before; neither says what it is.",
    },
  },
);

import type { Words } from "#console/words/words.ts";
import type en from "./words.en.ts";

export default {
  calendar: { title: "Kalender" },
  event: { title: "Termin" },
  calendars: { title: "Kalender" },
  free: { title: "Wer Zeit hat" },
} satisfies Words<typeof en>;

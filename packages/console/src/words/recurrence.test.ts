import { expect, it } from "vitest";
import { setPlace } from "./place.ts";
import de from "./recurrence.de.ts";
import en from "./recurrence.en.ts";
import { inWords } from "./recurrence.ts";

it.each([
  ["FREQ=DAILY", "every day", "jeden Tag"],
  ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every workday", "jeden Werktag"],
  ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", "every 2 weeks on Monday and Friday", "alle 2 Wochen am Montag und Freitag"],
  ["FREQ=MONTHLY;BYMONTHDAY=1", "every month on day 1", "jeden Monat am 1."],
  ["FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day", "jeden Monat am letzten Tag"],
  ["FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Friday", "jeden Monat am letzten Freitag"],
  ["FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=17", "every year on day 17 in March", "jedes Jahr am 17. im März"],
  ["FREQ=DAILY;COUNT=5", "every day 5 times", "jeden Tag 5-mal"],
  [
    "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
    "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
    "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
  ],
])("says %s in both languages", (rule, english, german) => {
  setPlace({ language: "en", locale: "en-GB", zone: "Europe/Berlin", currency: "EUR" });
  expect(inWords(rule, en)).toBe(english);
  setPlace({ language: "de", locale: "de-DE", zone: "Europe/Berlin", currency: "EUR" });
  expect(inWords(rule, de)).toBe(german);
});

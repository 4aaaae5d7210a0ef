import { expect, it } from "vitest";
import { busyOf } from "./day.ts";

type Agenda = Parameters<typeof busyOf>[0];

const event = (title: string, more: Partial<Agenda["events"][number]>): Agenda["events"][number] => ({
  eventId: title,
  seriesId: null,
  originalStart: null,
  isChanged: false,
  ownerId: "",
  householdId: null,
  calendarId: null,
  title,
  location: null,
  conferenceUrl: null,
  startAt: "2026-03-02T09:00:00.000Z",
  endAt: "2026-03-02T10:00:00.000Z",
  startDate: null,
  endDate: null,
  timezone: null,
  isAllDay: false,
  transparency: "opaque",
  status: "scheduled",
  response: null,
  linkedResourceType: "none",
  linkedResourceId: null,
  version: 1,
  ...more,
});

it("takes as busy what takes the person's time, and not what they declined, left out or only know of", () => {
  const events = [
    event("meeting", {}),
    event("declined", { response: "declined" }),
    event("tentative", {
      response: "tentative",
      startAt: "2026-03-02T11:00:00.000Z",
      endAt: "2026-03-02T12:00:00.000Z",
    }),
    event("holiday", { transparency: "transparent" }),
    event("skipped", { status: "skipped" }),
  ];
  expect(busyOf({ events, timeBlocks: [], tasks: [], routines: [] })).toEqual([
    { from: "2026-03-02T09:00:00.000Z", to: "2026-03-02T10:00:00.000Z" },
    { from: "2026-03-02T11:00:00.000Z", to: "2026-03-02T12:00:00.000Z" },
  ]);
});

import type { Pillar } from "#console/frame/pillars.ts";

export default {
  name: "calendar",
  label: { en: "Calendar", de: "Kalender" },
  area: "life",
  glyph: "calendar",
  order: 35,
  pages: [
    {
      path: "calendar/events",
      load: () => import("./events.tsx"),
      label: { en: "Calendar", de: "Kalender" },
      navigation: "rail",
      key: "c",
    },
    {
      path: "calendar/events/:eventId",
      load: () => import("./event.tsx"),
      label: { en: "Event", de: "Termin" },
      navigation: "none",
    },
    {
      path: "calendar/daily-plans",
      load: () => import("./plan.tsx"),
      label: { en: "Plan my day", de: "Meinen Tag planen" },
      glyph: "clock",
      navigation: "none",
    },
    {
      path: "calendar/calendars",
      load: () => import("./calendars.tsx"),
      label: { en: "Calendars", de: "Kalender einrichten" },
      navigation: "none",
    },
    {
      path: "calendar/sources",
      load: () => import("./sources.tsx"),
      label: { en: "Feeds and accounts", de: "Feeds und Konten" },
      glyph: "link",
      navigation: "none",
    },
    {
      path: "calendar/free-busy",
      load: () => import("./free-busy.tsx"),
      label: { en: "Who is free", de: "Wer Zeit hat" },
      glyph: "people",
      navigation: "none",
    },
  ],
  commands: [
    {
      id: "calendar.events.add",
      label: { en: "Add an event", de: "Termin eintragen" },
      glyph: "calendar",
      run: ({ go }) => go("calendar/events?add=yes"),
    },
    {
      id: "calendar.plan",
      label: { en: "Plan my day", de: "Meinen Tag planen" },
      glyph: "clock",
      run: ({ go }) => go("calendar/daily-plans"),
    },
    {
      id: "calendar.subscribe",
      label: { en: "Subscribe to a calendar", de: "Kalender abonnieren" },
      glyph: "link",
      run: ({ go }) => go("calendar/sources?subscribe=yes"),
    },
    {
      id: "calendar.free-busy",
      label: { en: "See who is free", de: "Sehen, wer Zeit hat" },
      glyph: "people",
      run: ({ go }) => go("calendar/free-busy"),
    },
  ],
  entities: {
    calendar: {
      label: { en: "Calendar", de: "Kalender" },
      glyph: "calendar",
      read: "calendar.calendars.get",
      parameter: "calendarId",
      path: () => "calendar/calendars",
    },
    event: {
      label: { en: "Event", de: "Termin" },
      glyph: "calendar",
      read: "calendar.events.get",
      parameter: "eventId",
      path: (id) => `calendar/events/${id}`,
    },
    time_block: {
      label: { en: "Time block", de: "Zeitblock" },
      glyph: "clock",
      read: "calendar.time-blocks.get",
      parameter: "timeBlockId",
    },
    daily_plan: {
      label: { en: "Plan of a day", de: "Tagesplan" },
      glyph: "moon",
    },
    plan: {
      label: { en: "Planned day", de: "Geplanter Tag" },
      glyph: "clock",
      path: () => "calendar/daily-plans",
    },
    feed: {
      label: { en: "Calendar feed", de: "Kalender-Feed" },
      glyph: "link",
    },
    // A row of Stripe has the same noun.
    "calendar.subscription.created": {
      label: { en: "Subscribed calendar", de: "Abonnierter Kalender" },
      glyph: "link",
    },
    "calendar.subscription.updated": {
      label: { en: "Subscribed calendar", de: "Abonnierter Kalender" },
      glyph: "link",
    },
    "calendar.subscription.deleted": {
      label: { en: "Subscribed calendar", de: "Abonnierter Kalender" },
      glyph: "link",
    },
    "calendar.subscription.restored": {
      label: { en: "Subscribed calendar", de: "Abonnierter Kalender" },
      glyph: "link",
    },
    "calendar.subscription.stopped": {
      label: { en: "Subscribed calendar", de: "Abonnierter Kalender" },
      glyph: "link",
    },
    "calendar.subscription.due": {
      label: { en: "Subscribed calendar", de: "Abonnierter Kalender" },
      glyph: "link",
    },
  },
} satisfies Pillar;

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
      events: {
        created: { en: "The calendar {} was added", de: "Der Kalender {} kam dazu" },
        updated: { en: "The calendar {} changed", de: "Der Kalender {} wurde geändert" },
        deleted: { en: "The calendar {} was deleted", de: "Der Kalender {} wurde gelöscht" },
        restored: { en: "The calendar {} is back", de: "Der Kalender {} ist wieder da" },
        sync_requested: { en: "{} is to be brought up to date", de: "{} soll auf den neuesten Stand kommen" },
        synced: { en: "{} is up to date", de: "{} ist auf dem neuesten Stand" },
      },
      minor: ["sync_requested", "synced"],
    },
    event: {
      label: { en: "Event", de: "Termin" },
      glyph: "calendar",
      read: "calendar.events.get",
      parameter: "eventId",
      path: (id) => `calendar/events/${id}`,
      events: {
        created: { en: "The event {} was entered", de: "Der Termin {} wurde eingetragen" },
        updated: { en: "The event {} changed", de: "Der Termin {} wurde geändert" },
        deleted: { en: "The event {} was deleted", de: "Der Termin {} wurde gelöscht" },
        restored: { en: "The event {} is back", de: "Der Termin {} ist wieder da" },
        completed: { en: "{} took place", de: "{} fand statt" },
        skipped: { en: "{} was left out", de: "{} wurde ausgelassen" },
        due: { en: "It was time to be reminded of {}", de: "Es war Zeit, an {} zu erinnern" },
        overruled: {
          en: "{} is as its provider has it, not as you changed it",
          de: "{} ist so, wie der Anbieter es hat, und nicht, wie du es geändert hast",
        },
      },
    },
    time_block: {
      label: { en: "Time block", de: "Zeitblock" },
      glyph: "clock",
      read: "calendar.time-blocks.get",
      parameter: "timeBlockId",
      events: {
        created: { en: "Time was set aside: {}", de: "Zeit wurde reserviert: {}" },
        updated: { en: "The time block {} changed", de: "Der Zeitblock {} wurde geändert" },
        deleted: { en: "The time block {} was deleted", de: "Der Zeitblock {} wurde gelöscht" },
        restored: { en: "The time block {} is back", de: "Der Zeitblock {} ist wieder da" },
      },
    },
    daily_plan: {
      label: { en: "Plan of a day", de: "Tagesplan" },
      glyph: "moon",
      events: {
        created: { en: "A plan for a day was made", de: "Ein Plan für einen Tag wurde gemacht" },
        updated: { en: "The plan for a day changed", de: "Der Plan für einen Tag wurde geändert" },
      },
    },
    feed: {
      label: { en: "Calendar feed", de: "Kalender-Feed" },
      glyph: "link",
      events: {
        created: { en: "A calendar feed was made", de: "Ein Kalender-Feed wurde angelegt" },
        revoked: { en: "The address of a calendar feed ended", de: "Die Adresse eines Kalender-Feeds endete" },
      },
    },
    // A row of Stripe has the same noun.
    "calendar.subscription.created": {
      label: { en: "Subscribed calendar", de: "Abonnierter Kalender" },
      glyph: "link",
      events: { created: { en: "A calendar was subscribed to", de: "Ein Kalender wurde abonniert" } },
    },
    "calendar.subscription.updated": {
      label: { en: "Subscribed calendar", de: "Abonnierter Kalender" },
      glyph: "link",
      events: { updated: { en: "A subscribed calendar changed", de: "Ein abonnierter Kalender wurde geändert" } },
    },
    "calendar.subscription.deleted": {
      label: { en: "Subscribed calendar", de: "Abonnierter Kalender" },
      glyph: "link",
      events: { deleted: { en: "A subscribed calendar was deleted", de: "Ein abonnierter Kalender wurde gelöscht" } },
    },
    "calendar.subscription.restored": {
      label: { en: "Subscribed calendar", de: "Abonnierter Kalender" },
      glyph: "link",
      events: { restored: { en: "A subscribed calendar is back", de: "Ein abonnierter Kalender ist wieder da" } },
    },
    "calendar.subscription.stopped": {
      label: { en: "Subscribed calendar", de: "Abonnierter Kalender" },
      glyph: "link",
      events: {
        stopped: {
          en: "A subscribed calendar failed so often that it is not fetched any more",
          de: "Ein abonnierter Kalender schlug so oft fehl, dass er nicht mehr geholt wird",
        },
      },
    },
    "calendar.subscription.due": {
      label: { en: "Subscribed calendar", de: "Abonnierter Kalender" },
      glyph: "link",
      events: {
        due: {
          en: "It was time to fetch a subscribed calendar",
          de: "Es war Zeit, einen abonnierten Kalender zu holen",
        },
      },
    },
  },
} satisfies Pillar;

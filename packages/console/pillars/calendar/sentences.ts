import type { Sentences } from "#console/frame/sentence.ts";

export default {
  calendar: {
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
    events: {
      created: { en: "Time was set aside: {}", de: "Zeit wurde reserviert: {}" },
      updated: { en: "The time block {} changed", de: "Der Zeitblock {} wurde geändert" },
      deleted: { en: "The time block {} was deleted", de: "Der Zeitblock {} wurde gelöscht" },
      restored: { en: "The time block {} is back", de: "Der Zeitblock {} ist wieder da" },
    },
  },
  daily_plan: {
    events: {
      created: { en: "A plan for a day was made", de: "Ein Plan für einen Tag wurde gemacht" },
      updated: { en: "The plan for a day changed", de: "Der Plan für einen Tag wurde geändert" },
    },
  },
  plan: {
    events: {
      proposed: { en: "A plan for a day was proposed", de: "Ein Plan für einen Tag wurde vorgeschlagen" },
      accepted: { en: "A plan for a day was accepted", de: "Ein Plan für einen Tag wurde angenommen" },
    },
  },
  feed: {
    events: {
      created: { en: "A calendar feed was made", de: "Ein Kalender-Feed wurde angelegt" },
      revoked: { en: "The address of a calendar feed ended", de: "Die Adresse eines Kalender-Feeds endete" },
    },
  },
  "calendar.subscription.created": {
    events: { created: { en: "A calendar was subscribed to", de: "Ein Kalender wurde abonniert" } },
  },
  "calendar.subscription.updated": {
    events: { updated: { en: "A subscribed calendar changed", de: "Ein abonnierter Kalender wurde geändert" } },
  },
  "calendar.subscription.deleted": {
    events: { deleted: { en: "A subscribed calendar was deleted", de: "Ein abonnierter Kalender wurde gelöscht" } },
  },
  "calendar.subscription.restored": {
    events: { restored: { en: "A subscribed calendar is back", de: "Ein abonnierter Kalender ist wieder da" } },
  },
  "calendar.subscription.stopped": {
    events: {
      stopped: {
        en: "A subscribed calendar failed so often that it is not fetched any more",
        de: "Ein abonnierter Kalender schlug so oft fehl, dass er nicht mehr geholt wird",
      },
    },
  },
  "calendar.subscription.due": {
    events: {
      due: {
        en: "It was time to fetch a subscribed calendar",
        de: "Es war Zeit, einen abonnierten Kalender zu holen",
      },
    },
  },
} satisfies Sentences;

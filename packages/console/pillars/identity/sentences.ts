import type { Sentences } from "#console/frame/sentence.ts";

export default {
  persona: {
    events: {
      created: { en: "The persona {} was added", de: "Die Stimme {} wurde hinzugefügt" },
      updated: { en: "The persona {} was changed", de: "Die Stimme {} wurde geändert" },
      deleted: { en: "The persona {} was deleted", de: "Die Stimme {} wurde gelöscht" },
      restored: { en: "The persona {} was restored", de: "Die Stimme {} wurde wiederhergestellt" },
    },
  },
  user: {
    events: {
      provisioned: { en: "Your life here began", de: "Dein Leben hier begann" },
      updated: { en: "You changed your profile", de: "Du hast dein Profil geändert" },
    },
  },
  settings: {
    events: { updated: { en: "You changed your settings", de: "Du hast deine Einstellungen geändert" } },
  },
  api_key: {
    events: {
      created: { en: "The key {} was made", de: "Der Schlüssel {} wurde gemacht" },
      rolled: { en: "The key {} got a new secret", de: "Der Schlüssel {} bekam ein neues Geheimnis" },
      revoked: { en: "The key {} was revoked", de: "Der Schlüssel {} wurde widerrufen" },
      updated: { en: "The key {} changed", de: "Der Schlüssel {} wurde geändert" },
      deleted: { en: "The key {} was deleted", de: "Der Schlüssel {} wurde gelöscht" },
    },
  },
  household: {
    events: {
      created: { en: "{} was founded", de: "{} wurde gegründet" },
      updated: { en: "{} changed", de: "{} wurde geändert" },
      deleted: { en: "{} was dissolved", de: "{} wurde aufgelöst" },
      joined: { en: "Somebody joined {}", de: "Jemand kam zu {}" },
      left: { en: "Somebody left {}", de: "Jemand verließ {}" },
    },
  },
  household_member: {
    events: { updated: { en: "A member got another role", de: "Ein Mitglied bekam eine andere Rolle" } },
  },
  household_invite: {
    events: {
      created: { en: "{} was invited", de: "{} wurde eingeladen" },
      updated: { en: "The invitation of {} changed", de: "Die Einladung von {} wurde geändert" },
      deleted: { en: "The invitation of {} was taken back", de: "Die Einladung von {} wurde zurückgenommen" },
    },
  },
  dependent: {
    events: {
      created: { en: "{} was added", de: "{} kam dazu" },
      updated: { en: "What is known of {} changed", de: "Was über {} bekannt ist, wurde geändert" },
      deleted: { en: "{} was deleted", de: "{} wurde gelöscht" },
      restored: { en: "{} is back", de: "{} ist wieder da" },
    },
  },
  grant: {
    events: {
      given: { en: "Something was shared with {}", de: "Mit {} wurde etwas geteilt" },
      withdrawn: { en: "Something is no longer shared with {}", de: "Mit {} wird etwas nicht mehr geteilt" },
    },
  },
  connection: {
    events: {
      created: { en: "An account elsewhere was connected", de: "Ein Konto anderswo wurde verbunden" },
      updated: { en: "An account elsewhere was connected again", de: "Ein Konto anderswo wurde neu verbunden" },
      deleted: { en: "An account elsewhere was disconnected", de: "Ein Konto anderswo wurde getrennt" },
      reauth_required: {
        en: "An account elsewhere has to be connected again",
        de: "Ein Konto anderswo muss neu verbunden werden",
      },
      reauth_announced: {
        en: "An account elsewhere has to be connected again soon",
        de: "Ein Konto anderswo muss bald neu verbunden werden",
      },
      sync_requested: { en: "You asked for what is new elsewhere", de: "Du hast nach Neuem von anderswo gefragt" },
    },
  },
} satisfies Sentences;

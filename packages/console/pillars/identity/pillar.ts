import type { Pillar } from "#console/frame/pillars.ts";

export default {
  name: "identity",
  label: { en: "Account", de: "Konto" },
  area: "life",
  glyph: "person",
  order: 200,
  pages: [
    {
      path: "identity/settings",
      load: () => import("./settings.tsx"),
      label: { en: "Settings", de: "Einstellungen" },
      glyph: "sliders",
      navigation: "foot",
      key: "s",
    },
    {
      path: "identity/households",
      load: () => import("./households.tsx"),
      label: { en: "Household and members", de: "Haushalt und Mitglieder" },
      glyph: "people",
      navigation: "none",
    },
    {
      path: "identity/dependents",
      load: () => import("./dependents.tsx"),
      label: { en: "Whom you look after", de: "Um wen du dich kümmerst" },
      glyph: "person",
      navigation: "none",
    },
    {
      path: "identity/grants",
      load: () => import("./grants.tsx"),
      label: { en: "Sharing", de: "Geteiltes" },
      glyph: "link",
      navigation: "none",
    },
    {
      path: "identity/connections",
      load: () => import("./connections.tsx"),
      label: { en: "Connections", de: "Verbindungen" },
      glyph: "link",
      navigation: "none",
    },
    {
      path: "identity/api-keys",
      load: () => import("./api-keys.tsx"),
      label: { en: "API keys", de: "API-Schlüssel" },
      glyph: "key",
      navigation: "none",
    },
  ],
  entities: {
    user: {
      label: { en: "You", de: "Du" },
      glyph: "person",
      path: () => "identity/settings",
      events: {
        provisioned: { en: "Your life here began", de: "Dein Leben hier begann" },
        updated: { en: "You changed your profile", de: "Du hast dein Profil geändert" },
      },
    },
    settings: {
      label: { en: "Settings", de: "Einstellungen" },
      glyph: "sliders",
      path: () => "identity/settings",
      events: { updated: { en: "You changed your settings", de: "Du hast deine Einstellungen geändert" } },
    },
    api_key: {
      label: { en: "API key", de: "API-Schlüssel" },
      glyph: "key",
      path: () => "identity/api-keys",
      events: {
        created: { en: "The key {} was made", de: "Der Schlüssel {} wurde gemacht" },
        rolled: { en: "The key {} got a new secret", de: "Der Schlüssel {} bekam ein neues Geheimnis" },
        revoked: { en: "The key {} was revoked", de: "Der Schlüssel {} wurde widerrufen" },
        updated: { en: "The key {} changed", de: "Der Schlüssel {} wurde geändert" },
        deleted: { en: "The key {} was deleted", de: "Der Schlüssel {} wurde gelöscht" },
      },
    },
    household: {
      label: { en: "Household", de: "Haushalt" },
      glyph: "home",
      path: () => "identity/households",
      events: {
        created: { en: "{} was founded", de: "{} wurde gegründet" },
        updated: { en: "{} changed", de: "{} wurde geändert" },
        deleted: { en: "{} was dissolved", de: "{} wurde aufgelöst" },
        joined: { en: "Somebody joined {}", de: "Jemand kam zu {}" },
        left: { en: "Somebody left {}", de: "Jemand verließ {}" },
      },
    },
    household_member: {
      label: { en: "Member", de: "Mitglied" },
      glyph: "person",
      path: () => "identity/households",
      events: { updated: { en: "A member got another role", de: "Ein Mitglied bekam eine andere Rolle" } },
    },
    household_invite: {
      label: { en: "Invitation", de: "Einladung" },
      glyph: "mail",
      path: () => "identity/households",
      events: {
        created: { en: "{} was invited", de: "{} wurde eingeladen" },
        updated: { en: "The invitation of {} changed", de: "Die Einladung von {} wurde geändert" },
        deleted: { en: "The invitation of {} was taken back", de: "Die Einladung von {} wurde zurückgenommen" },
      },
    },
    dependent: {
      label: { en: "Dependent", de: "Angehöriger" },
      glyph: "person",
      read: "identity.dependents.get",
      parameter: "dependentId",
      path: () => "identity/dependents",
      events: {
        created: { en: "{} was added", de: "{} kam dazu" },
        updated: { en: "What is known of {} changed", de: "Was über {} bekannt ist, wurde geändert" },
        deleted: { en: "{} was deleted", de: "{} wurde gelöscht" },
        restored: { en: "{} is back", de: "{} ist wieder da" },
      },
    },
    grant: {
      label: { en: "Access", de: "Zugriff" },
      glyph: "link",
      path: () => "identity/grants",
      events: {
        given: { en: "Something was shared with {}", de: "Mit {} wurde etwas geteilt" },
        withdrawn: { en: "Something is no longer shared with {}", de: "Mit {} wird etwas nicht mehr geteilt" },
      },
    },
    connection: {
      label: { en: "Connection", de: "Verbindung" },
      glyph: "link",
      path: () => "identity/connections",
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
  },
} satisfies Pillar;

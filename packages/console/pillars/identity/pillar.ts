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
      path: "identity/personas",
      load: () => import("./personas.tsx"),
      label: { en: "Personas", de: "Stimmen" },
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
    persona: {
      label: { en: "Persona", de: "Stimme" },
      read: "identity.personas.get",
      parameter: "personaId",
      path: () => "identity/personas",
    },
    user: {
      label: { en: "You", de: "Du" },
      glyph: "person",
      path: () => "identity/settings",
    },
    settings: {
      label: { en: "Settings", de: "Einstellungen" },
      glyph: "sliders",
      path: () => "identity/settings",
    },
    api_key: {
      label: { en: "API key", de: "API-Schlüssel" },
      glyph: "key",
      path: () => "identity/api-keys",
    },
    household: {
      label: { en: "Household", de: "Haushalt" },
      glyph: "home",
      path: () => "identity/households",
    },
    household_member: {
      label: { en: "Member", de: "Mitglied" },
      glyph: "person",
      path: () => "identity/households",
    },
    household_invite: {
      label: { en: "Invitation", de: "Einladung" },
      glyph: "mail",
      path: () => "identity/households",
    },
    dependent: {
      label: { en: "Dependent", de: "Angehöriger" },
      glyph: "person",
      read: "identity.dependents.get",
      parameter: "dependentId",
      path: () => "identity/dependents",
    },
    grant: {
      label: { en: "Access", de: "Zugriff" },
      glyph: "link",
      path: () => "identity/grants",
    },
    connection: {
      label: { en: "Connection", de: "Verbindung" },
      glyph: "link",
      path: () => "identity/connections",
    },
  },
} satisfies Pillar;

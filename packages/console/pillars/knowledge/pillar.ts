import type { Pillar } from "#console/frame/pillars.ts";

export default {
  name: "knowledge",
  area: "life",
  glyph: "knowledge",
  order: 85,
  pages: [
    {
      path: "knowledge/files",
      load: () => import("./files.tsx"),
      label: { en: "Files", de: "Dateien" },
      glyph: "file",
      navigation: "rail",
      key: "f",
    },
    {
      path: "knowledge/files/:fileId",
      load: () => import("./file.tsx"),
      label: { en: "File", de: "Datei" },
      glyph: "file",
      navigation: "none",
    },
    {
      path: "knowledge/entities",
      load: () => import("./entities.tsx"),
      label: { en: "Who and what", de: "Wer und was" },
      glyph: "layers",
      navigation: "rail",
    },
    {
      path: "knowledge/entities/:entityId",
      load: () => import("./entity.tsx"),
      label: { en: "Entity", de: "Wer oder was" },
      glyph: "layers",
      navigation: "none",
    },
    {
      path: "knowledge/deleted",
      load: () => import("./deleted.tsx"),
      label: { en: "Deleted files", de: "Gelöschte Dateien" },
      glyph: "trash",
      navigation: "none",
    },
  ],
  commands: [
    {
      id: "knowledge.deleted",
      label: { en: "Deleted files", de: "Gelöschte Dateien" },
      glyph: "trash",
      run: ({ go }) => go("/knowledge/deleted"),
    },
    {
      id: "knowledge.files.upload",
      label: { en: "Upload files", de: "Dateien hochladen" },
      glyph: "upload",
      run: ({ go }) => go("/knowledge/files"),
    },
  ],
  entities: {
    file: {
      label: { en: "File", de: "Datei" },
      glyph: "file",
      read: "knowledge.files.get",
      parameter: "fileId",
      nameOf: ({ fileName }) => (typeof fileName === "string" ? fileName : undefined),
      path: (id) => `knowledge/files/${id}`,
      events: {
        created: { en: "You announced {}", de: "Du hast {} angekündigt" },
        arrived: { en: "All of {} arrived", de: "{} kam ganz an" },
        accepted: { en: "{} was uploaded", de: "{} wurde hochgeladen" },
        quarantined: { en: "{} is not what it was said to be", de: "{} ist nicht, was es sein sollte" },
        updated: { en: "{} changed", de: "{} wurde geändert" },
        deleted: { en: "{} was deleted", de: "{} wurde gelöscht" },
        restored: { en: "{} is back", de: "{} ist wieder da" },
        purged: { en: "A file was deleted for good", de: "Eine Datei wurde endgültig gelöscht" },
      },
      minor: ["created", "arrived"],
    },
    journal: {
      label: { en: "Journal entry", de: "Tagebucheintrag" },
      glyph: "knowledge",
      events: {
        written: { en: "You wrote in your journal", de: "Du hast Tagebuch geschrieben" },
        updated: { en: "A journal entry changed", de: "Ein Tagebucheintrag wurde geändert" },
        deleted: { en: "A journal entry was deleted", de: "Ein Tagebucheintrag wurde gelöscht" },
        restored: { en: "A journal entry is back", de: "Ein Tagebucheintrag ist wieder da" },
      },
    },
    entity: {
      label: { en: "Entity", de: "Wer oder was" },
      glyph: "layers",
      read: "knowledge.entities.get",
      parameter: "entityId",
      path: (id) => `knowledge/entities/${id}`,
      events: {
        created: { en: "{} is known now", de: "{} ist jetzt bekannt" },
        updated: { en: "What is known of {} changed", de: "Was von {} bekannt ist, wurde geändert" },
        deleted: { en: "{} is no entity", de: "{} wurde vergessen" },
        linked: { en: "What {} mentions was linked", de: "Was {} erwähnt, wurde verknüpft" },
      },
      minor: ["created", "linked"],
    },
    link: {
      label: { en: "Link", de: "Verknüpfung" },
      glyph: "link",
      events: {
        created: { en: "You linked two things", de: "Du hast zwei Dinge verknüpft" },
        deleted: { en: "A link was removed", de: "Eine Verknüpfung wurde entfernt" },
      },
    },
    ignored_name: {
      label: { en: "Ignored name", de: "Name, der keiner ist" },
      glyph: "layers",
      events: { deleted: { en: "A name may be found again", de: "Ein Name darf wieder gefunden werden" } },
    },
    document: {
      label: { en: "Document", de: "Dokument" },
      glyph: "file",
      events: {
        created: { en: "The document {} was written", de: "Das Dokument {} wurde geschrieben" },
        updated: { en: "The document {} changed", de: "Das Dokument {} wurde geändert" },
        deleted: { en: "The document {} was deleted", de: "Das Dokument {} wurde gelöscht" },
        restored: { en: "The document {} is back", de: "Das Dokument {} ist wieder da" },
      },
    },
  },
} satisfies Pillar;

import type { Pillar } from "#console/frame/pillars.ts";

export default {
  name: "knowledge",
  label: { en: "Knowledge", de: "Wissen" },
  area: "life",
  glyph: "knowledge",
  order: 70,
  pages: [],
  entities: {
    file: {
      label: { en: "File", de: "Datei" },
      glyph: "file",
      read: "knowledge.files.get",
      parameter: "fileId",
      events: {
        created: { en: "The file {} was announced", de: "Die Datei {} wurde angekündigt" },
        arrived: { en: "The file {} has been uploaded", de: "Die Datei {} wurde hochgeladen" },
        accepted: { en: "The file {} is there", de: "Die Datei {} ist da" },
        quarantined: {
          en: "The file {} is not what it was said to be",
          de: "Die Datei {} ist nicht, was sie sein sollte",
        },
        updated: { en: "The file {} changed", de: "Die Datei {} wurde geändert" },
        deleted: { en: "The file {} was deleted", de: "Die Datei {} wurde gelöscht" },
        restored: { en: "The file {} is back", de: "Die Datei {} ist wieder da" },
      },
    },
  },
} satisfies Pillar;

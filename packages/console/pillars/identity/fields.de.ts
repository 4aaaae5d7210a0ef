import type { Words } from "#console/words/words.ts";
import type en from "./fields.en.ts";

export default {
  name: "Name",
  avatarUrl: "Bild",
  timezone: "Zeitzone",
  locale: "Sprache",
  onboardingCompletedAt: "Ende der Einführung",
  theme: "Darstellung",
  accentColorHex: "Farbe",
  density: "Dichte",
  keyboardShortcuts: "Tasten",
  pomodoroMinutes: "Minuten am Stück",
  peakHoursStart: "beste Stunden ab",
  peakHoursEnd: "beste Stunden bis",
  workdayStart: "Arbeitstag ab",
  workdayEnd: "Arbeitstag bis",
  maxFocusHours: "höchstens Stunden am Stück",
  meetingBufferMinutes: "Minuten zwischen Terminen",
  aiFeaturesEnabled: "Modelle helfen",
  correlationEnabled: "Suche nach Zusammenhängen",
  agentPreferences: "Einstellungen der Agenten",
  defaultLatitude: "Breitengrad",
  defaultLongitude: "Längengrad",
  matrixHomeserverUrl: "Matrix-Server",
  role: "Rolle",
} satisfies Words<typeof en>;

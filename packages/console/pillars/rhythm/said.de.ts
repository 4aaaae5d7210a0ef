import type { SaidWords } from "#console/words/said.ts";

export default {
  nothing_said: "Zu diesem Tag wurde nichts gesagt.",
  focus_runs: "Es läuft schon eine Fokuszeit; beende sie zuerst.",
  focus_not_running: "Nur eine laufende Fokuszeit kann pausieren.",
  focus_not_paused: "Nur eine pausierte Fokuszeit kann weitergehen.",
  focus_over: "Die Fokuszeit ist um.",
  focus_ended: "Die Fokuszeit ist schon zu Ende.",
  focus_pauses: "Die Fokuszeit wurde zu oft pausiert.",
} satisfies SaidWords;

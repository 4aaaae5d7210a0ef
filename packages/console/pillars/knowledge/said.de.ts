import type { SaidWords } from "#console/words/said.ts";

export default {
  other_hash: "Ihr SHA-256 ist {sha256} und nicht, was angekündigt war.",
  not_of_type: "Sie sollte {claimed} sein, und ihre Bytes sind nicht von diesem Typ.",
  other_type: "Sie sollte {claimed} sein, und ihre Bytes sind {found}.",
  not_checked: "Sie konnte nicht geprüft werden, obwohl es mehrmals versucht wurde: lade sie noch einmal hoch.",
  bytes_missing: "Ihre Bytes sind nicht mehr im Speicher. Wer das hier betreibt, kann sie zurückholen.",
} satisfies SaidWords;

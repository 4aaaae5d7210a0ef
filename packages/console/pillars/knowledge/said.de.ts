import type { SaidWords } from "#console/words/said.ts";

export default {
  other_hash: "Ihr SHA-256 ist {sha256} und nicht, was angekündigt war.",
  not_of_type: "Sie sollte {claimed} sein, und ihre Bytes sind nicht von diesem Typ.",
  other_type: "Sie sollte {claimed} sein, und ihre Bytes sind {found}.",
  not_checked: "Sie konnte nicht geprüft werden, obwohl es mehrmals versucht wurde: lade sie noch einmal hoch.",
  bytes_missing: "Ihre Bytes sind nicht mehr im Speicher. Wer das hier betreibt, kann sie zurückholen.",
  is_uploaded: "Sie ist schon hochgeladen.",
  file_changed: "Sie wurde im selben Augenblick geändert; versuch es noch einmal.",
  nothing_uploaded: "Noch ist nichts hochgeladen.",
  no_part_uploaded: "Noch ist kein Teil hochgeladen.",
  part_uploaded_anew: "Ein Teil wurde im selben Augenblick noch einmal hochgeladen; versuch es noch einmal.",
  same_bytes: "Du hast inzwischen eine andere Datei mit denselben Bytes.",
  not_uploaded_yet: "Sie ist noch nicht hochgeladen.",
  in_check: "Sie wird gerade geprüft; versuch es gleich noch einmal.",
  bytes_not_as_said: "Ihre Bytes sind nicht, was von ihnen gesagt wurde.",
  bytes_not_there: "Ihre Bytes sind nicht im Speicher.",
  purged: "Sie wurde endgültig gelöscht.",
  in_preparation: "Sie wird gerade für andere als ihren Besitzer vorbereitet; versuch es gleich noch einmal.",
  owner_only: "Nur wem sie gehört, kann sie herunterladen.",
} satisfies SaidWords;

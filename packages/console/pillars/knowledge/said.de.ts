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
  not_deleted: "Sie ist nicht gelöscht: lösch sie zuerst, und dann endgültig.",
  restored_meanwhile: "Sie wurde im selben Augenblick zurückgeholt oder endgültig gelöscht.",
  file_too_large: "ist mehr als {size}, was eine Datei im Tarif {tier} haben darf",
  root_folder: "ist der Ordner, in dem alle sind",
  into_itself: "liegt in dem Ordner, der verschoben wird",
  deleted_before: "Du hast eine Datei mit denselben Bytes gelöscht: hol sie zurück, statt sie noch einmal hochzuladen.",
  bytes_meanwhile: "Ihre Bytes wurden im selben Augenblick entfernt oder neu hochgeladen; versuch es noch einmal.",
  other_size: "{found} Byte sind hochgeladen, und angekündigt waren {said}.",
  parts_missing: "{missing} von {parts} Teilen fehlen: {numbers}.",
  many_parts_missing: "{missing} von {parts} Teilen fehlen: {numbers} und andere.",
  path_too_long: "Ein Pfad hätte dort mehr als {max} Zeichen.",
  storage_full:
    "Dafür ist kein Platz: der Tarif {tier} hat {size} für alle deine Dateien. Gelöschte zählen 30 Tage lang, außer du löschst sie vorher endgültig.",
  other_build:
    "Sie kann sagen, wann und wo sie aufgenommen wurde, und das lässt sich nicht aus ihr entfernen. Sie ist nicht gebaut wie andere ihrer Art.",
  many_parts_of_picture:
    "Sie kann sagen, wann und wo sie aufgenommen wurde, und das lässt sich nicht aus ihr entfernen. Sie hat mehr Teile als ein Bild oder ein Film.",
  fragments_unseen:
    "Sie kann sagen, wann und wo sie aufgenommen wurde, und das lässt sich nicht aus ihr entfernen. Sie kommt in Stücken, mit einer Spur, die weder zu sehen noch zu hören ist.",
  description_packed:
    "Sie kann sagen, wann und wo sie aufgenommen wurde, und das lässt sich nicht aus ihr entfernen. Ihre Beschreibung ist gepackt.",
  track_lost:
    "Sie kann sagen, wann und wo sie aufgenommen wurde, und das lässt sich nicht aus ihr entfernen. Wo eine ihrer Spuren liegt, lässt sich nicht sagen.",
  holds_kind:
    "Sie kann sagen, wann und wo sie aufgenommen wurde, und das lässt sich nicht aus ihr entfernen. Sie enthält etwas von der Art „{kind}“.",
  items_unknown_form:
    "Sie kann sagen, wann und wo sie aufgenommen wurde, und das lässt sich nicht aus ihr entfernen. Ihre Teile sind in einer Form beschrieben, die hier nicht bekannt ist.",
  places_unknown_form:
    "Sie kann sagen, wann und wo sie aufgenommen wurde, und das lässt sich nicht aus ihr entfernen. Wo ihre Teile liegen, steht in einer Form, die hier nicht bekannt ist.",
  many_parts_of_film:
    "Sie kann sagen, wann und wo sie aufgenommen wurde, und das lässt sich nicht aus ihr entfernen. Sie hat mehr Teile als ein Film.",
  description_too_large:
    "Sie kann sagen, wann und wo sie aufgenommen wurde, und das lässt sich nicht aus ihr entfernen. Der Teil, der sie beschreibt, ist zu groß.",
  tiff_too_large:
    "Sie kann sagen, wann und wo sie aufgenommen wurde, und das lässt sich nicht aus ihr entfernen. Sie ist ein TIFF von mehr als 4 GB.",
  many_pictures:
    "Sie kann sagen, wann und wo sie aufgenommen wurde, und das lässt sich nicht aus ihr entfernen. Sie hat mehr Bilder, als angesehen werden.",
  packed_old:
    "Sie kann sagen, wann und wo sie aufgenommen wurde, und das lässt sich nicht aus ihr entfernen. Sie ist auf eine Art gepackt, die niemand mehr verwendet.",
  picture_unknown:
    "Sie kann sagen, wann und wo sie aufgenommen wurde, und das lässt sich nicht aus ihr entfernen. Sie ist ein Bild vom Typ {type}, der hier nicht gut genug bekannt ist.",
  too_large_to_clean:
    "Sie kann sagen, wann und wo sie aufgenommen wurde, und das lässt sich nicht aus ihr entfernen. Sie ist zu groß.",
  cleaning_failed:
    "Sie kann sagen, wann und wo sie aufgenommen wurde, und das lässt sich nicht aus ihr entfernen. Es wurde mehrmals versucht und gelang nicht.",
  entity_here: "Du hast schon eines von dieser Art und mit diesem Namen.",
  linked_already: "Sie sind schon so verknüpft.",
  link_ends: "Beide Enden müssen da sein, und du musst sie sehen dürfen.",
  linked_itself: "ist das, was verknüpft wird",
  relation_of_texts: "folgt Texten und wird nicht von Hand gezogen",
  name_of_signs: "muss einen Buchstaben, eine Ziffer oder ein sichtbares Zeichen haben",
  "problem.was_deleted": "Dieselbe Datei ist unter deinen gelöschten.",
  not_a_document:
    "Dateien vom Typ {type} werden nicht gelesen. Dokumente entstehen aus PDF, Word, OpenDocument, EPUB, Webseiten, E-Mails, einfachen Texten und Bildern von Text.",
  document_too_large: "Sie hat {size}, und nur Dateien bis {max} werden gelesen.",
  no_text: "Es steht kein Text darin.",
  pictures_only: "Sie besteht aus Bildern, und darin wurde kein Text gefunden.",
  ocr_not_installed:
    "Sie besteht aus Bildern, und was Text in Bildern liest, ist hier nicht installiert: wer das hier betreibt, kann tesseract.js hinzufügen.",
  picture_too_large: "Sie hat mehr als {max} Megapixel und wird nicht nach Text durchsucht.",
  document_encrypted: "Sie ist durch ein Passwort oder gegen Kopieren geschützt und kann nicht gelesen werden.",
  document_broken: "Sie ist beschädigt oder nicht gebaut wie andere Dateien ihres Typs.",
  document_costly: "Sie zu lesen braucht mehr Zeit oder Speicher, als eine Datei haben darf.",
  document_cut: "Sie ist länger, als ein Dokument sein kann: nur ihr Anfang ist hier.",
  document_file_gone: "Die Datei wurde gelöscht, bevor sie gelesen war.",
  document_gave_up:
    "Sie konnte nicht gelesen werden, obwohl es mehrmals versucht wurde: leg das Dokument noch einmal an.",
  capture_no_http: "Die Seite kam nicht von ihrer Adresse: die führt zu etwas ohne http oder https.",
  capture_no_host:
    "Die Seite kam nicht von ihrer Adresse: ihren Host gibt es nicht, oder er steht nicht im öffentlichen Internet.",
  capture_unreachable:
    "Die Seite kam nicht von ihrer Adresse: die Verbindung zu ihrem Server kam nicht zustande oder brach ab.",
  capture_timeout: "Die Seite kam nicht rechtzeitig von ihrer Adresse.",
  capture_redirects: "Die Seite kam nicht von ihrer Adresse: die führt von einer zur nächsten und nie zu einer Seite.",
  capture_too_large: "Die Seite kam nicht von ihrer Adresse: sie hat mehr als {maxMb} MB.",
  capture_compressed: "Die Seite kam nicht von ihrer Adresse: sie ist so gepackt, dass sie sich nicht lesen lässt.",
  capture_answered: "Die Seite kam nicht von ihrer Adresse: ihr Server hat mit {status} geantwortet.",
  capture_no_page: "Unter der Adresse ist keine Seite, sondern {type}: lade es als Datei hoch.",
  capture_no_text: "Darin ist kein Text, der sich lesen lässt.",
  capture_no_highlights: "Darin ist keine Markierung, die sich lesen lässt.",
  capture_failed: "Es konnte nicht ausgewertet werden, obwohl es mehrmals versucht wurde.",
  metric_unknown: "„{metric}“ ist kein Messwert, der hier geführt wird.",
  document_edited: "Du hast das Dokument seitdem geändert: es bleibt, wie es ist.",
  document_full: "Im Dokument von „{book}“ ist kein Platz für weitere Markierungen.",
  many_books: "Mehr als {max} Bücher: die anderen bleiben weg.",
  read_plainly: "Was der Artikel ist, ließ sich nicht sagen: der ganze Text der Seite ist da.",
  journal_span_too_long: "muss höchstens {max} Tage nach from sein",
  another_entity: "muss etwas anderes sein",
  entity_many_aliases: "Zusammen haben sie mehr als {max} Namen; nimm vorher einige weg.",
  entity_long_attributes: "Was von beiden bekannt ist, hat zusammen mehr als {max} Zeichen; wähle eines.",
  entity_name_taken: "Inzwischen heißt anderes dieser Art so.",
  meaning_off: "Die Suche nach dem Sinn ist hier ausgeschaltet.",
  meaning_no_model: "Hier ist kein Modell, das weiß, was Texte bedeuten.",
  meaning_no_vectors: "Die Datenbank hat kein pgvector; darum wird nicht nach dem Sinn gesucht.",
  meaning_language: "Das Modell versteht die Sprache der Frage nicht; gesucht wurde nur nach ihren Wörtern.",
  meaning_loading: "Das Modell für die Suche nach dem Sinn wird gerade geladen.",
  meaning_filling: "Das Modell hat noch nicht alle Texte gelesen; dem Sinn nach fehlt darum noch einiges.",
  journal_says_nothing: "muss etwas sagen, wenn keine Stimmung es tut",
} satisfies SaidWords;

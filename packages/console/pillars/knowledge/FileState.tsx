import type { Answer } from "#console/data/client.ts";
import { Glyph } from "#console/ui/Glyph.tsx";
import type { IconName } from "#console/ui/icons.ts";
import { State } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type File = Pick<Answer<"knowledge.files.get">, "status" | "mimeType">;

/** Where an upload stands, and why a file cannot be had; nothing of one that can. */
export function FileState({ file: { status } }: { file: File }) {
  const words = useWords<typeof en>("knowledge").statuses;
  // What was deleted for good is on no page.
  if (status === "ready" || status === "purged") return null;
  if (status === "checking") return <State tone="live">{words.checking}</State>;
  return <State tone={status === "pending" ? "warn" : "bad"}>{words[status]}</State>;
}

const ICONS: readonly (readonly [RegExp, IconName])[] = [
  [/^image\//, "camera"],
  [/^(audio|video)\//, "play"],
  [/calendar/, "calendar"],
  [/vcard/, "people"],
  [/(csv|excel|spreadsheet)/, "board"],
  [/(zip|tar|gzip|compressed)/, "layers"],
];

export function FileGlyph({ file: { mimeType } }: { file: File }) {
  const icon = ICONS.find(([type]) => type.test(mimeType))?.[1] ?? "file";
  return <Glyph icon={icon} of="knowledge" />;
}

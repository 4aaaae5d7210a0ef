import { State, Tag } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Outcoming = { classification: string | null; isProcessed: boolean; error: string | null };

/** What became of a mail: on its way, what it was found to be, or that something is in its way. */
export function Outcome({ email: { classification, isProcessed, error } }: { email: Outcoming }) {
  const words = useWords<typeof en>("ingest");
  const kind = (words.kinds as Readonly<Record<string, string>>)[classification ?? "other"] ?? words.kinds.other;
  if (error !== null) return <State tone={isProcessed ? "warn" : "bad"}>{isProcessed ? kind : words.failed}</State>;
  if (!isProcessed) return <State tone="live">{words.reading}</State>;
  return <Tag>{kind}</Tag>;
}

/** What can be imported. Its names are said in the person's language where a file of words has them, else as the API says them. */
import type { Answer } from "#console/data/client.ts";
import { useRead } from "#console/data/read.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export type Kind = Answer<"ingest.imports.kinds">["data"][number];

export function useKinds(): readonly Kind[] {
  return useRead("ingest.imports.kinds").data?.data ?? [];
}

export function useKindName(): (kind: string) => string {
  const names: Readonly<Record<string, string>> = useWords<typeof en>("ingest").imports.kinds;
  const kinds = useKinds();
  return (kind) => names[kind] ?? kinds.find((one) => one.kind === kind)?.title ?? kind;
}

/** Whether a file is of a kind, by its name or by its type. */
export const accepts = ({ accepts: accepted }: Kind, { name, type }: Pick<File, "name" | "type">): boolean =>
  accepted.some((one) => (one.startsWith(".") ? name.toLowerCase().endsWith(one) : type === one));

/** The file of a receipt as it looks, and the way to the file itself. */
import { useBytes } from "#console/data/bytes.ts";
import { useRead } from "#console/data/read.ts";
import { Entity } from "#console/frame/Entity.tsx";
import { Section } from "#console/ui/Page.tsx";
import { Preview, PreviewSpace, previewOf } from "#console/ui/Preview.tsx";
import { Problem } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

/** More than this is not fetched only to be looked at. */
const MOST_BYTES = 20_000_000;

export function Receipt({ fileId }: { fileId: string }) {
  const words = useWords<typeof en>("finance").transactions;
  const { data: file } = useRead("knowledge.files.get", { path: { fileId } });
  const kind = file?.status === "ready" && file.sizeBytes <= MOST_BYTES ? previewOf(file.mimeType) : undefined;
  const { bytes, problem, retry } = useBytes(
    "knowledge.files.download",
    file && kind ? { params: { path: { fileId } }, type: file.mimeType, version: file.sha256 } : undefined,
  );
  return (
    <Section title={words.receipt} more={<Entity type="file" id={fileId} name={file?.fileName} />}>
      {problem && <Problem problem={problem} retry={retry} />}
      {file && kind && bytes && <Preview kind={kind} bytes={bytes} label={file.fileName} />}
      {kind && !bytes && !problem && <PreviewSpace kind={kind} />}
    </Section>
  );
}

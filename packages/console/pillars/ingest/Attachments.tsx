/** Files that came with a mail; each is saved, and none is opened here. */
import { type Answer, call } from "#console/data/client.ts";
import { notify } from "#console/data/notices.ts";
import { problemOfError } from "#console/data/problem.ts";
import { List } from "#console/ui/List.tsx";
import { Section } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { measure } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Email = Answer<"ingest.emails.get">;

export function Attachments({ email: { id, attachments } }: { email: Pick<Email, "id" | "attachments"> }) {
  const words = useWords<typeof en>("ingest").email;
  if (attachments.length === 0) return null;
  const rows = attachments.map((attachment, position) => ({ ...attachment, position }));
  return (
    <Section title={words.attachments}>
      <List
        label={words.attachments}
        rows={rowsOf(rows)}
        keyOf={({ position }) => String(position)}
        item={({ fileName, mimeType, sizeBytes, position }) => ({
          name: fileName,
          onOpen: () => void save(id, position),
          sub: <span className="data">{mimeType}</span>,
          end: <span className="data">{size(sizeBytes)}</span>,
          menu: [{ label: words.save, icon: "download", onSelect: () => void save(id, position) }],
        })}
        empty={null}
        lines={2}
      />
    </Section>
  );
}

/** The address says that it is a file to be saved, so the page stays. */
async function save(emailId: string, position: number): Promise<void> {
  try {
    const { url } = await call("ingest.emails.attachmentAddress", { path: { emailId }, body: { position } });
    location.assign(url);
  } catch (error) {
    notify({ kind: "problem", text: problemOfError(error).text });
  }
}

function size(bytes: number): string {
  if (bytes < 1_000) return measure(bytes, "byte", "long");
  return bytes < 1_000_000 ? measure(bytes / 1_000, "kilobyte") : measure(bytes / 1_000_000, "megabyte");
}

/** Files that came with a mail; each is saved, and none is opened here. */
import { save } from "#console/data/bytes.ts";
import type { Answer } from "#console/data/client.ts";
import { List } from "#console/ui/List.tsx";
import { Section } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { size } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Email = Answer<"ingest.emails.get">;

export function Attachments({ email: { id, attachments } }: { email: Pick<Email, "id" | "attachments"> }) {
  const words = useWords<typeof en>("ingest").email;
  if (attachments.length === 0) return null;
  const keep = (position: number) => save("ingest.emails.attachmentAddress", { path: { emailId: id } }, { position });
  const rows = attachments.map((attachment, position) => ({ ...attachment, position }));
  return (
    <Section title={words.attachments}>
      <List
        label={words.attachments}
        rows={rowsOf(rows)}
        keyOf={({ position }) => String(position)}
        item={({ fileName, mimeType, sizeBytes, position }) => ({
          name: fileName,
          onOpen: () => void keep(position),
          sub: <span className="data">{mimeType}</span>,
          end: <span className="data">{size(sizeBytes)}</span>,
          menu: [{ label: words.save, icon: "download", onSelect: () => void keep(position) }],
        })}
        empty={null}
        lines={2}
      />
    </Section>
  );
}

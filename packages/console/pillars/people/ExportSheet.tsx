/** Contacts as files for other address books. */
import { useState } from "react";
import { fileOf } from "#console/data/bytes.ts";
import { SavingSheet } from "#console/frame/SavingSheet.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

const FORMATS = ["vcard", "vcard3", "csv"] as const;
type Format = (typeof FORMATS)[number];
const QUERIES = {
  vcard: { format: "vcard" },
  vcard3: { format: "vcard", version: "3.0" },
  csv: { format: "csv" },
} as const;

export function ExportSheet({ onClose }: { onClose: () => void }) {
  const words = useWords<typeof en>("people").exporting;
  const [format, setFormat] = useState<Format>("vcard");
  const saving = {
    fileBehind: (after: string | undefined) =>
      fileOf("people.contacts.download", { query: { ...QUERIES[format], ...(after && { after }) } }),
    heldIn: (text: string) => heldIn(text, format),
    nameOf: (part: number) => `${words.fileName(part)}.${format === "csv" ? "csv" : "vcf"}`,
  };
  return (
    <SavingSheet words={words} saving={saving} onClose={onClose}>
      <p className="quiet">{words.help}</p>
      <Radios
        label={words.format}
        value={format}
        choices={FORMATS.map((value) => ({ value, label: words.formats[value] }))}
        onChange={setFormat}
      />
    </SavingSheet>
  );
}

const ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/** By the ids of the contacts in a file: the UID of each card, or what a line of the table begins with. */
function heldIn(text: string, format: Format) {
  const form = format === "csv" ? `^(${ID}),` : `^UID:urn:uuid:(${ID})`;
  const ids = [...text.matchAll(new RegExp(form, "gm"))].map(([, id]) => id!);
  return { count: ids.length, lastId: ids.at(-1) };
}

/** Contacts as files for other address books, as many files as they take. */
import { useState } from "react";
import { fileOf, saveBytes } from "#console/data/bytes.ts";
import { notify } from "#console/data/notices.ts";
import { type Problem as ProblemOf, problemOfError } from "#console/data/problem.ts";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Stack } from "#console/ui/Page.tsx";
import { Problem } from "#console/ui/State.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

const FORMATS = ["vcard", "vcard3", "csv"] as const;
type Format = (typeof FORMATS)[number];
const QUERIES = {
  vcard: { format: "vcard" },
  vcard3: { format: "vcard", version: "3.0" },
  csv: { format: "csv" },
} as const;
/** So many files at most; each has up to 2,000 contacts. */
const MOST_FILES = 50;

export function ExportSheet({ onClose }: { onClose: () => void }) {
  const words = useWords<typeof en>("people").exporting;
  const common = useCommon();
  const [format, setFormat] = useState<Format>("vcard");
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<ProblemOf>();
  const save = async () => {
    setSaving(true);
    setProblem(undefined);
    try {
      const count = await saveAll(format, words.fileName);
      notify({ kind: count > 0 ? "done" : "info", text: count > 0 ? words.saved(count) : words.nothing });
      if (count > 0) onClose();
    } catch (error) {
      setProblem(problemOfError(error));
    } finally {
      setSaving(false);
    }
  };
  return (
    <Sheet open title={words.title} onClose={onClose}>
      <Stack>
        <p className="quiet">{words.help}</p>
        <Radios
          label={words.format}
          value={format}
          choices={FORMATS.map((value) => ({ value, label: words.formats[value] }))}
          onChange={setFormat}
        />
        {problem && <Problem problem={problem} />}
        <div className="row">
          <Button kind="main" icon="download" busy={isSaving} onClick={() => void save()}>
            {words.save}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </div>
      </Stack>
    </Sheet>
  );
}

/** Saves file after file until one has nothing, and yields how many contacts they have. */
async function saveAll(format: Format, nameOf: (part: number) => string): Promise<number> {
  const ending = format === "csv" ? "csv" : "vcf";
  let [sum, after] = [0, undefined as string | undefined];
  for (let part = 1; part <= MOST_FILES; part++) {
    const bytes = await fileOf("people.contacts.download", { query: { ...QUERIES[format], ...(after && { after }) } });
    const ids = idsIn(await bytes.text(), format);
    if (ids.length === 0) break;
    saveBytes(bytes, `${nameOf(part)}.${ending}`);
    sum += ids.length;
    after = ids.at(-1);
  }
  return sum;
}

const ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/** The ids of the contacts in a file: the UID of each card, or what a line of the table begins with. */
function idsIn(text: string, format: Format): string[] {
  const form = format === "csv" ? `^(${ID}),` : `^UID:urn:uuid:(${ID})`;
  return [...text.matchAll(new RegExp(form, "gm"))].map(([, id]) => id!);
}

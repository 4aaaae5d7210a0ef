/** Transactions as files for other programs, as many files as they take. */
import { useState } from "react";
import { fileOf, saveBytes } from "#console/data/bytes.ts";
import { notify } from "#console/data/notices.ts";
import { type Problem as ProblemOf, problemOfError } from "#console/data/problem.ts";
import { Button } from "#console/ui/Button.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Stack } from "#console/ui/Page.tsx";
import { Problem } from "#console/ui/State.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import { type Format, heldIn } from "./exported.ts";
import { PickAccount } from "./Pick.tsx";
import { useNames } from "./rows.ts";
import type en from "./words.en.ts";

/** So many files at most; each has up to 10,000 transactions. */
const MOST_FILES = 50;

type ExportSheetProps = {
  /** The account that is looked at. */
  account?: string;
  onClose: () => void;
};

export function ExportSheet({ account, onClose }: ExportSheetProps) {
  const { exporting: words, transactions } = useWords<typeof en>("finance");
  const common = useCommon();
  const { accounts } = useNames();
  const [format, setFormat] = useState<Format>("csv");
  const [accountId, setAccount] = useState<string | null>(account ?? null);
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<ProblemOf>();

  const save = async () => {
    setSaving(true);
    setProblem(undefined);
    const name = (accountId && accounts.get(accountId)) || transactions.title;
    const asked = { format, ...(accountId && { accountId }), ...(from && { from }), ...(to && { to }) };
    try {
      const count = await saveAll(asked, (part) =>
        part === 1 ? words.fileName(name, format) : words.partName(name, part, format),
      );
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
        <Radios
          label={words.format}
          segmented
          value={format}
          choices={[
            { value: "csv", label: words.formats.csv },
            { value: "ofx", label: words.formats.ofx },
          ]}
          onChange={setFormat}
        />
        <PickAccount
          label={words.account}
          help={format === "ofx" ? words.ofxHelp : undefined}
          placeholder={format === "ofx" ? undefined : words.allAccounts}
          value={accountId}
          onChange={setAccount}
        />
        <div className="fields-row">
          <DateField label={words.from} value={from} onChange={(day) => setFrom(day ?? null)} />
          <DateField label={words.to} value={to} onChange={(day) => setTo(day ?? null)} />
        </div>
        {problem && <Problem problem={problem} />}
        <div className="row">
          <Button
            kind="main"
            icon="download"
            busy={isSaving}
            why={format === "ofx" && accountId === null && words.sayAccount}
            onClick={() => void save()}
          >
            {words.save}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </div>
      </Stack>
    </Sheet>
  );
}

interface Asked {
  format: Format;
  accountId?: string;
  from?: string;
  to?: string;
}

/** Saves file after file until one has nothing, and yields how many transactions they have. */
async function saveAll(asked: Asked, nameOf: (part: number) => string): Promise<number> {
  let [sum, after] = [0, undefined as string | undefined];
  for (let part = 1; part <= MOST_FILES; part++) {
    const bytes = await fileOf("finance.transactions.download", { query: { ...asked, ...(after && { after }) } });
    const { count, lastId } = heldIn(asked.format, await bytes.text());
    if (count === 0) break;
    saveBytes(bytes, nameOf(part));
    sum += count;
    after = lastId;
  }
  return sum;
}

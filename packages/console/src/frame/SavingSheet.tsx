/** A sheet that saves rows as files for other programs, as many files as they take. */
import { type ReactNode, useState } from "react";
import { saveBytes } from "#console/data/bytes.ts";
import { notify } from "#console/data/notices.ts";
import { type Problem as ProblemOf, problemOfError } from "#console/data/problem.ts";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Stack } from "#console/ui/Page.tsx";
import { Problem } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";

/** So many files at most. */
const MOST_FILES = 50;

interface Saving {
  /** The file with the rows behind one, or with the first of all. */
  fileBehind: (id: string | undefined) => Promise<Blob>;
  /** How many rows a file has, and the last of them, behind which the next one goes on. */
  heldIn: (text: string) => { count: number; lastId: string | undefined };
  /** What a file is called; the first is 1. */
  nameOf: (part: number) => string;
}

type SavingSheetProps = {
  words: { title: string; save: string; saved: (count: number) => string; nothing: string };
  saving: Saving;
  /** Why nothing can be saved yet. */
  why?: string | false;
  onClose: () => void;
  /** What may be chosen. */
  children: ReactNode;
};

export function SavingSheet({ words, saving, why, onClose, children }: SavingSheetProps) {
  const common = useCommon();
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<ProblemOf>();
  const save = async () => {
    setSaving(true);
    setProblem(undefined);
    try {
      const count = await saveAll(saving);
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
        {children}
        {problem && <Problem problem={problem} />}
        <div className="row">
          <Button kind="main" icon="download" busy={isSaving} why={why} onClick={() => void save()}>
            {words.save}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </div>
      </Stack>
    </Sheet>
  );
}

/** Saves file after file until one has nothing, and yields how many rows they have. */
async function saveAll({ fileBehind, heldIn, nameOf }: Saving): Promise<number> {
  let [sum, after] = [0, undefined as string | undefined];
  for (let part = 1; part <= MOST_FILES; part++) {
    const bytes = await fileBehind(after);
    const { count, lastId } = heldIn(await bytes.text());
    if (count === 0) break;
    saveBytes(bytes, nameOf(part));
    sum += count;
    after = lastId;
  }
  return sum;
}

/** Moves a file to another folder, which may be a new one. */
import { useState } from "react";
import { useChange } from "#console/data/change.ts";
import { useRead } from "#console/data/read.ts";
import { Button } from "#console/ui/Button.tsx";
import { Combobox } from "#console/ui/Combobox.tsx";
import { Dialog } from "#console/ui/Dialog.tsx";
import { Stack } from "#console/ui/Page.tsx";
import { Problem } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import { asPath, pathsOf } from "./folders.ts";
import { foldersChanged } from "./moving.ts";
import type { File } from "./rows.ts";
import type en from "./words.en.ts";

export function MoveFile({ file, close }: { file: File; close: () => void }) {
  const words = useWords<typeof en>("knowledge").files;
  const common = useCommon();
  const [folder, setFolder] = useState(file.folderPath);
  const moving = useChange("knowledge.files.update");
  const move = async () => {
    const body = { folderPath: folder };
    const moved = await moving.run({ path: { fileId: file.id }, row: file, body, title: file.fileName });
    if (!moved) return;
    close();
    await foldersChanged();
  };
  return (
    <Dialog
      open
      onClose={close}
      title={words.moveTitle(file.fileName)}
      dirty={folder !== file.folderPath}
      actions={
        <>
          <Button onClick={close}>{common.cancel}</Button>
          <Button
            kind="main"
            busy={moving.isPending}
            why={folder === file.folderPath && words.sameFolder}
            onClick={() => void move()}
          >
            {words.move}
          </Button>
        </>
      }
    >
      <Stack>
        <FolderField value={folder} onChange={setFolder} />
        {moving.problem && <Problem problem={moving.problem} />}
      </Stack>
    </Dialog>
  );
}

/** One of the folders that there are, or a path that is typed. */
export function FolderField({
  value,
  onChange,
  error,
}: {
  value: string;
  onChange: (path: string) => void;
  error?: string;
}) {
  const words = useWords<typeof en>("knowledge").files;
  const { data } = useRead("knowledge.folders.list");
  const paths = pathsOf(data?.data ?? []);
  return (
    <Combobox
      label={words.folder}
      help={words.folderHelp}
      error={error}
      value={{ value, label: value }}
      onChange={(option) => onChange(option?.value ?? "/")}
      onCreate={(typed) => onChange(asPath(typed))}
      search={(typed) => {
        const wanted = typed.trim().toLocaleLowerCase();
        return paths
          .filter((path) => path.toLocaleLowerCase().includes(wanted))
          .map((path) => ({ value: path, label: path }));
      }}
    />
  );
}

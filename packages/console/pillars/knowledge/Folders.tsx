/** The folders in a folder: open, rename or move one with all that is in it, begin a new one. */
import { useState } from "react";
import { useNavigate } from "react-router";
import { change } from "#console/data/change.ts";
import { problemOfError } from "#console/data/problem.ts";
import { Button } from "#console/ui/Button.tsx";
import { Dialog } from "#console/ui/Dialog.tsx";
import type { Taking } from "#console/ui/dragged.ts";
import { Text } from "#console/ui/Field.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { List } from "#console/ui/List.tsx";
import { Section, Stack } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { useCommon } from "#console/words/common.ts";
import { size } from "#console/words/format.ts";
import { useWords, type Words } from "#console/words/words.ts";
import { asPath, inside, type Shown } from "./folders.ts";
import { FILE_ROW, foldersChanged, fromText, moveTo } from "./moving.ts";
import type en from "./words.en.ts";

export function Folders({ path, folders }: { path: string; folders: readonly Shown[] }) {
  const words = useWords<typeof en>("knowledge").files;
  const [moving, setMoving] = useState<Shown>();
  if (folders.length === 0) return null;
  return (
    <Section title={words.folders}>
      <List
        label={words.folders}
        rows={rowsOf(folders, path)}
        keyOf={(folder) => folder.path}
        item={(folder) => ({
          name: folder.name,
          to: toFolder(folder.path),
          lead: <Glyph icon="folder" of="knowledge" />,
          end: (
            <span className="data">
              {words.holds(folder.files)} · {size(folder.sizeBytes)}
            </span>
          ),
          takes: takingInto(folder.path, words),
          menu: [{ label: words.moveFolder, icon: "pencil", onSelect: () => setMoving(folder) }],
        })}
        empty={null}
      />
      {moving && <MoveFolder folder={moving} close={() => setMoving(undefined)} />}
    </Section>
  );
}

/** A folder, on which files can be let go. */
export const takingInto = (path: string, words: Pick<Words<typeof en>["files"], "moved" | "title">): Taking => ({
  type: FILE_ROW,
  onDrop: (text) => {
    const file = fromText(text);
    void moveTo(file, path, words.moved(file.fileName, path === "/" ? words.title : path)).catch(() => {});
  },
});

export const toFolder = (path: string): string =>
  path === "/" ? "/knowledge/files" : `/knowledge/files?in=${encodeURIComponent(path)}`;

/** A folder is there as soon as a file is in it, so that a new one is only opened. */
export function NewFolder({ path }: { path: string }) {
  const words = useWords<typeof en>("knowledge").files;
  const common = useCommon();
  const go = useNavigate();
  const [name, setName] = useState<string>();
  const to = asPath(inside(path, name ?? ""));
  const open = () => {
    setName(undefined);
    void go(toFolder(to));
  };
  return (
    <>
      <Button icon="plus" onClick={() => setName("")}>
        {words.newFolder}
      </Button>
      <Dialog
        open={name !== undefined}
        onClose={() => setName(undefined)}
        title={words.newFolder}
        actions={
          <>
            <Button onClick={() => setName(undefined)}>{common.cancel}</Button>
            <Button kind="main" why={to === path && words.noName} onClick={open}>
              {common.open}
            </Button>
          </>
        }
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (to !== path) open();
          }}
        >
          <Text
            label={words.folderName}
            help={words.newFolderHelp}
            maxLength={100}
            value={name ?? ""}
            onChange={({ target }) => setName(target.value)}
          />
        </form>
      </Dialog>
    </>
  );
}

function MoveFolder({ folder, close }: { folder: Shown; close: () => void }) {
  const words = useWords<typeof en>("knowledge").files;
  const common = useCommon();
  const [path, setPath] = useState(folder.path);
  const [problem, setProblem] = useState<string>();
  const [isPending, setPending] = useState(false);
  const to = asPath(path);
  const move = async () => {
    setPending(true);
    try {
      await moveFolder(folder.path, to);
      close();
    } catch (error) {
      const { errors, text } = problemOfError(error);
      setProblem(errors[0]?.detail ?? text);
      setPending(false);
    }
  };
  return (
    <Dialog
      open
      onClose={close}
      title={words.moveFolder}
      dirty={to !== folder.path}
      actions={
        <>
          <Button onClick={close}>{common.cancel}</Button>
          <Button kind="main" busy={isPending} why={to === folder.path && words.sameFolder} onClick={() => void move()}>
            {common.save}
          </Button>
        </>
      }
    >
      <Stack>
        <Text
          label={words.folder}
          help={words.moveFolderHelp}
          maxLength={1_000}
          value={path}
          error={problem}
          onChange={({ target }) => setPath(target.value)}
        />
      </Stack>
    </Dialog>
  );
}

/** A request moves so many; the rest follows. */
async function moveFolder(from: string, to: string): Promise<void> {
  try {
    for (let hasMore = true; hasMore; )
      ({ hasMore } = await change("knowledge.folders.move", { body: { from, to }, isQuiet: true }));
  } finally {
    await foldersChanged();
  }
}

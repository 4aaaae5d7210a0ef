/** What a person keeps, by folder: drop it, find it, look at it. */
import "./knowledge.css";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";
import { change } from "#console/data/change.ts";
import type { Params } from "#console/data/client.ts";
import { prefetchList, useList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { uploadFiles } from "#console/data/uploads.ts";
import { text, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Uploads } from "#console/frame/Uploads.tsx";
import { DropZone, type Given, PickFiles } from "#console/ui/DropZone.tsx";
import { useTaking } from "#console/ui/dragged.ts";
import { type Item, List } from "#console/ui/List.tsx";
import { Page, Section } from "#console/ui/Page.tsx";
import { Empty, Tag } from "#console/ui/State.tsx";
import { size } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { FileGlyph, FileState } from "./FileState.tsx";
import { Folders, NewFolder, takingInto, toFolder } from "./Folders.tsx";
import { above, foldersIn, inside, nameOf } from "./folders.ts";
import { MoveFile } from "./MoveFile.tsx";
import { asText, FILE_ROW } from "./moving.ts";
import type { File } from "./rows.ts";
import { Storage } from "./Storage.tsx";
import { saveFile } from "./save.ts";
import { Unfinished, unfinishedQuery } from "./Unfinished.tsx";
import type en from "./words.en.ts";

const parameters = { in: text(), tag: text() };

/** A tag is looked for in all folders. */
const queryOf = ({ in: folder, tag }: { in?: string; tag?: string }): Params<"knowledge.files.list"> => ({
  query: { sort: "fileName", ...(tag ? { tags: tag } : { folderPath: folder ?? "/" }) },
});

export const load: PageModule["load"] = ({ url }) => {
  prefetch("knowledge.folders.list");
  prefetchList("knowledge.files.list", unfinishedQuery);
  prefetchList("knowledge.files.list", queryOf(valuesOf(parameters, url.searchParams)));
};

export default function Files() {
  const words = useWords<typeof en>("knowledge").files;
  const [url] = useUrl(parameters);
  const path = url.in ?? "/";
  const name = path === "/" ? words.title : nameOf(path);
  const { data: folders } = useRead("knowledge.folders.list");
  const inHere = foldersIn(path, folders?.data ?? []);
  const take = (given: readonly Given[]) =>
    void uploadFiles(
      given.map(({ file, folder }) => ({ file, folderPath: folder ? inside(path, folder.slice(1)) : path })),
    );
  const pick = (isMain: boolean) => (
    <PickFiles label={words.upload} several kind={isMain ? "main" : undefined} onFiles={take} />
  );
  return (
    <Page
      above={path !== "/" && <Above path={path} />}
      title={url.tag ? words.tagged(url.tag) : name}
      lead={
        path === "/" &&
        !url.tag && (
          <>
            <Storage /> <Link to="/knowledge/deleted">{words.deleted}</Link>
          </>
        )
      }
      actions={
        <>
          <NewFolder path={path} />
          {pick(true)}
        </>
      }
    >
      <DropZone label={path === "/" ? words.dropHere : words.dropInto(nameOf(path))} onFiles={take}>
        <Uploads />
        <Unfinished remove={(file) => void remove(file)} />
        {!url.tag && <Folders path={path} folders={inHere} />}
        <FileList hasFolders={inHere.length > 0} pick={pick(false)} />
      </DropZone>
    </Page>
  );
}

/** Where one is, each folder around it a link. */
function Above({ path }: { path: string }) {
  return (
    <span className="trail">
      {["/", ...above(path)].map((one) => (
        <Outer key={one} path={one} />
      ))}
    </span>
  );
}

/** A folder around this one: it is a link, and files can be let go on it. */
function Outer({ path }: { path: string }) {
  const words = useWords<typeof en>("knowledge").files;
  const { isOver, handlers } = useTaking(takingInto(path, words));
  return (
    <Link to={toFolder(path)} className={isOver ? "taking" : undefined} {...handlers}>
      <span dir="auto">{path === "/" ? words.title : nameOf(path)}</span>
    </Link>
  );
}

function FileList({ hasFolders, pick }: { hasFolders: boolean; pick: ReactNode }) {
  const words = useWords<typeof en>("knowledge").files;
  const [url] = useUrl(parameters);
  const rows = useList("knowledge.files.list", queryOf(url));
  const [moving, setMoving] = useState<File>();
  const item = useItem(setMoving);
  if (rows.state === "empty" && rows.newer === 0 && hasFolders && !url.tag) return null;
  return (
    <Section title={words.list}>
      <List
        label={words.list}
        rows={rows}
        keyOf={({ id }) => id}
        item={item}
        onDelete={(file) => void remove(file)}
        empty={
          <Empty icon="file" title={url.tag ? words.noneTagged : words.empty} action={!url.tag && pick}>
            {!url.tag && words.emptyHint}
          </Empty>
        }
        lines={2}
      />
      {moving && <MoveFile file={moving} close={() => setMoving(undefined)} />}
    </Section>
  );
}

function useItem(move: (file: File) => void): (file: File) => Item {
  const words = useWords<typeof en>("knowledge").files;
  const [{ tag }] = useUrl(parameters);
  return (file) => ({
    name: file.fileName,
    to: `/knowledge/files/${file.id}`,
    lead: <FileGlyph file={file} />,
    drag: { type: FILE_ROW, text: asText(file) },
    sub: (
      <>
        <span className="data">{size(file.sizeBytes)}</span>
        {tag && <span dir="auto">{file.folderPath}</span>}
      </>
    ),
    end: file.status === "ready" ? <Tags tags={file.tags} /> : <FileState file={file} />,
    menu: [
      {
        label: words.save,
        icon: "download",
        why: file.status !== "ready" && words.notReady,
        onSelect: () => void saveFile(file),
      },
      { label: words.move, icon: "right", onSelect: () => move(file) },
      { label: words.delete, icon: "trash", danger: true, keys: "Shift+Delete", onSelect: () => void remove(file) },
    ],
  });
}

const SHOWN_TAGS = 2;

function Tags({ tags }: { tags: readonly string[] }) {
  return tags.slice(0, SHOWN_TAGS).map((tag) => (
    <Tag key={tag} icon="tag">
      <span dir="auto">{tag}</span>
    </Tag>
  ));
}

export const remove = (file: Pick<File, "id" | "fileName" | "version">) =>
  change("knowledge.files.remove", { path: { fileId: file.id }, row: file, title: file.fileName });

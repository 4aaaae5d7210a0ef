import "./DropZone.css";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { Button } from "./Button.tsx";
import { chosen, dropped, type Given, isOfFiles } from "./dropped.ts";
import { Icon } from "./Glyph.tsx";

export type { Given } from "./dropped.ts";

type DropZoneProps = {
  /** What happens to what is let go here: “Upload to Papers”. */
  label: string;
  onFiles: (given: readonly Given[]) => void;
  children: ReactNode;
};

/** A part of a page on which files can be dropped. A button that picks files stands beside it, for fingers and keys: `PickFiles`. */
export function DropZone({ label, onFiles, children }: DropZoneProps) {
  // Moving over what is inside leaves and enters: the zone is left when both are as many.
  const depth = useRef(0);
  const [isOver, setOver] = useState(false);
  const enter = (by: number) => (event: DragEvent) => {
    if (!isOfFiles(event.dataTransfer)) return;
    depth.current += by;
    setOver(depth.current > 0);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only takes what is dropped; the button beside it does the same by keys
    <div
      className={isOver ? "drop-zone is-over" : "drop-zone"}
      onDragEnter={enter(1)}
      onDragLeave={enter(-1)}
      onDragOver={(event) => isOfFiles(event.dataTransfer) && event.preventDefault()}
      onDrop={(event) => {
        if (!isOfFiles(event.dataTransfer)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        void dropped(event.dataTransfer).then(onFiles);
      }}
    >
      {children}
      {isOver && (
        <div className="drop-here">
          <p>
            <Icon name="upload" />
            <span dir="auto">{label}</span>
          </p>
        </div>
      )}
    </div>
  );
}

type PickFilesProps = {
  label: string;
  onFiles: (given: readonly Given[]) => void;
  kind?: "main";
  /** Media types and endings, as the file picker of the platform takes them; all unless given. */
  accept?: readonly string[];
  several?: boolean;
  busy?: boolean;
  /** What it is about, for whoever hears several such buttons and sees none. */
  about?: string;
};

/** A button that opens the platform's file picker. */
export function PickFiles({ label, onFiles, kind, accept, several, busy, about }: PickFilesProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button kind={kind} icon="upload" busy={busy} onClick={() => input.current?.click()}>
        {label}
        {about && <span className="unseen"> {about}</span>}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple={several}
        accept={accept?.join(",")}
        onChange={({ target }) => {
          onFiles(chosen(target.files));
          // The same file again is a change again.
          target.value = "";
        }}
      />
    </>
  );
}

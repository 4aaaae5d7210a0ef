import "./Dialog.css";
import { createContext, type ReactNode, useContext, useEffect, useId, useRef, useState } from "react";
import { useCommon } from "#console/words/common.ts";
import { Button, IconButton } from "./Button.tsx";

export type DialogProps = {
  open: boolean;
  /** Called when the person closed it; whoever opened it sets `open` to false. */
  onClose: () => void;
  title: ReactNode;
  /** Something was typed that is not saved: closing asks first. */
  dirty?: boolean;
  children: ReactNode;
  /** The row of buttons at its foot; the main one last. */
  actions?: ReactNode;
  /** It asks about something that cannot be taken back, and is read as such. */
  alert?: boolean;
  wide?: boolean;
};

/** Closes the dialog or sheet that something is in, without a question; undefined in none. */
const Closing = createContext<(() => void) | undefined>(undefined);
export const useClosing = () => useContext(Closing);

/** The button of a form in a dialog or sheet that puts away what was typed. */
export function Cancel({ first }: { first?: () => void }) {
  const words = useCommon();
  const close = useClosing();
  return (
    close && (
      <Button
        onClick={() => {
          first?.();
          close();
        }}
      >
        {words.cancel}
      </Button>
    )
  );
}

/** A question or a short form over the page, by `<dialog>`: focus stays inside, Escape closes, focus returns. */
export function Dialog(props: DialogProps) {
  return <Modal {...props} className={`dialog${props.wide ? " wide-dialog" : ""}`} />;
}

/** The same at the side, for a form or the details of a row; on phones it rises from the foot. */
export function Sheet(props: DialogProps) {
  return <Modal {...props} className={`dialog sheet${props.wide ? " wide-sheet" : ""}`} />;
}

function Modal({
  open,
  onClose,
  title,
  dirty,
  children,
  actions,
  alert,
  className,
}: DialogProps & { className: string }) {
  const words = useCommon();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [asking, setAsking] = useState(false);

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) {
      element.showModal();
      focusFirst(element);
    }
    if (!open && element.open) element.close();
    if (!open) setAsking(false);
  }, [open]);

  const close = () => (dirty && !asking ? setAsking(true) : onClose());

  return (
    <dialog
      ref={dialog}
      className={className}
      role={alert ? "alertdialog" : undefined}
      aria-labelledby={`${id}-title`}
      onCancel={(event) => {
        // A dialog inside this one cancels too, and that event comes up to here.
        if (event.target !== dialog.current) return;
        event.preventDefault();
        close();
      }}
      onClose={(event) => {
        // The browser closes it by itself when Escape is pressed twice.
        if (event.target === dialog.current && open) onClose();
      }}
      onKeyDown={(event) => event.stopPropagation()}
      onPointerDown={(event) => {
        if (event.target === dialog.current && !alert) close();
      }}
    >
      {open && (
        <div className="dialog-body">
          <header>
            <h2 id={`${id}-title`}>{title}</h2>
            <IconButton icon="cross" label={words.close} onClick={close} />
          </header>
          <Closing value={onClose}>
            <div className="dialog-content">{children}</div>
          </Closing>
          {asking ? (
            <footer role="alert" className="asking">
              <span>{words.discardQuestion}</span>
              <Button onClick={() => setAsking(false)}>{words.keepEditing}</Button>
              <Button kind="danger" onClick={onClose}>
                {words.discard}
              </Button>
            </footer>
          ) : (
            actions && <footer>{actions}</footer>
          )}
        </div>
      )}
    </dialog>
  );
}

/** What is to be filled in comes first; without a field, the content's first control before the button that closes. */
function focusFirst(dialog: HTMLDialogElement) {
  const first =
    dialog.querySelector<HTMLElement>("[autofocus]") ??
    dialog.querySelector<HTMLElement>(".dialog-content :is(input, select, textarea):not([type=hidden], [hidden])") ??
    dialog.querySelector<HTMLElement>(".dialog-content :is(button, a[href])") ??
    dialog.querySelector<HTMLElement>("footer button:last-of-type");
  first?.focus();
}

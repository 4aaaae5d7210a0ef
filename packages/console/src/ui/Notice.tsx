import "./Notice.css";
import type { ReactNode } from "react";
import { useCommon } from "#console/words/common.ts";
import { Button, IconButton } from "./Button.tsx";
import { Icon } from "./Glyph.tsx";

export type NoticeProps = {
  kind: "done" | "info" | "problem";
  children: ReactNode;
  action?: { label: string; run: () => void };
  onClose?: () => void;
};

/** One thing told in passing. Where several stand and how long they stay is the frame's business. */
export function Notice({ kind, children, action, onClose }: NoticeProps) {
  const words = useCommon();
  return (
    <div className={`notice ${kind}`}>
      <Icon name={({ done: "check", info: "info", problem: "alert" } as const)[kind]} />
      <p dir="auto">{children}</p>
      {action && (
        <Button small kind="bare" onClick={action.run}>
          {action.label}
        </Button>
      )}
      {onClose && <IconButton small icon="cross" label={words.close} onClick={onClose} />}
    </div>
  );
}

/** A remark that stays where it is: what a page wants known before anything is done on it. */
export function Remark({
  icon = "info",
  tone,
  children,
}: {
  icon?: "info" | "shield" | "lock" | "warning" | "spark";
  tone?: "warn" | "bad";
  children: ReactNode;
}) {
  return (
    <div className={`remark ${tone ?? ""}`}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}

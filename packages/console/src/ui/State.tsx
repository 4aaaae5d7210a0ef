import "./State.css";
import type { ReactNode } from "react";
import { useCommon } from "#console/words/common.ts";
import { Button } from "./Button.tsx";
import { Icon } from "./Glyph.tsx";
import type { IconName } from "./icons.ts";

type EmptyProps = {
  icon?: IconName;
  /** What this place is for, in one sentence. */
  title: string;
  children?: ReactNode;
  /** The one thing that fills it. */
  action?: ReactNode;
};

/** A place where nothing is yet. */
export function Empty({ icon, title, children, action }: EmptyProps) {
  return (
    <div className="empty">
      {icon && <Icon name={icon} />}
      <p className="serif">{title}</p>
      {children && <div className="quiet">{children}</div>}
      {action}
    </div>
  );
}

/** Lines in the place of what is on its way, so that nothing jumps when it comes. */
export function Skeleton({ rows = 3, kind = "rows" }: { rows?: number; kind?: "rows" | "lines" | "figure" }) {
  const words = useCommon();
  return (
    <div className={`skeleton ${kind}`} role="status" aria-label={words.loading}>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike and never move
        <span key={index} />
      ))}
    </div>
  );
}

/** What went wrong, as a person may read it. */
export type ShownProblem = {
  /** What happened, what was kept, what to do. */
  text: string;
  /** What somebody who helps needs, such as the request's id. */
  reference?: string;
};

type ProblemProps = { problem: ShownProblem; retry?: () => void; action?: ReactNode };

/** A failure in the place of what failed. */
export function Problem({ problem, retry, action }: ProblemProps) {
  const words = useCommon();
  return (
    <div className="failure" role="alert">
      <Icon name="alert" />
      <div>
        <p dir="auto">{problem.text}</p>
        {problem.reference && (
          <p className="quiet small">
            {words.details}: <span className="mono">{problem.reference}</span>
          </p>
        )}
      </div>
      {retry && (
        <Button small onClick={retry}>
          {words.retry}
        </Button>
      )}
      {action}
    </div>
  );
}

/** A state: a shape, a word, and only then a colour; what is well stays quiet. */
export function State({
  tone,
  icon,
  children,
}: {
  tone?: "bad" | "warn" | "live";
  icon?: IconName;
  children: ReactNode;
}) {
  const shape = icon ?? ({ bad: "alert", warn: "warning", live: "live" } as const)[tone ?? "live"];
  return (
    <span className={`state ${tone ?? ""}`}>
      <Icon name={tone || icon ? shape : "check"} />
      {children}
    </span>
  );
}

/** A word about a thing, small; with `of` in the hue of an area and then with its icon. */
export function Tag({
  icon,
  of,
  children,
  onRemove,
  removeLabel,
}: {
  icon?: IconName;
  of?: string;
  children: ReactNode;
  onRemove?: () => void;
  removeLabel?: string;
}) {
  return (
    <span className={of ? `tag hued of-${of}` : "tag"}>
      {icon && <Icon name={icon} />}
      {children}
      {onRemove && (
        <button type="button" aria-label={removeLabel} onClick={onRemove}>
          <Icon name="cross" />
        </button>
      )}
    </span>
  );
}

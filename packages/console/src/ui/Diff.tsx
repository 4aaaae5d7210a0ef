import "./Diff.css";
import { useCommon } from "#console/words/common.ts";

export type DiffLine = { kind: "same" | "removed" | "added"; text: string };

/** What a change would change, line by line; the signs are read too. */
export function Diff({ label, lines }: { label: string; lines: readonly DiffLine[] }) {
  const words = useCommon();
  return (
    <ul className="diff" aria-label={label}>
      {lines.map(({ kind, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines may be equal, and none ever moves
        <li key={index} className={kind} dir="auto">
          {kind !== "same" && <span className="unseen">{words[kind]}: </span>}
          {kind === "removed" ? <del>{text}</del> : kind === "added" ? <ins>{text}</ins> : text}
        </li>
      ))}
    </ul>
  );
}

/** The lines of two texts, what they share kept together (longest common subsequence); long texts are compared as wholes. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [a, b] = [before.split("\n"), after.split("\n")];
  if (a.length * b.length > 1_000_000)
    return [
      ...a.map((text) => ({ kind: "removed" as const, text })),
      ...b.map((text) => ({ kind: "added" as const, text })),
    ];
  const common = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i]![j] = a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: "same", text: a[i]! });
      i++;
      j++;
    } else if (i < a.length && (j === b.length || common[i + 1]![j]! >= common[i]![j + 1]!))
      lines.push({ kind: "removed", text: a[i++]! });
    else lines.push({ kind: "added", text: b[j++]! });
  }
  return lines;
}

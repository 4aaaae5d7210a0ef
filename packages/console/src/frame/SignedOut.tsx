/** What is seen before somebody has signed in. */
import "./SignedOut.css";
import { Button } from "#console/ui/Button.tsx";
import { type Area, Glyph, Icon } from "#console/ui/Glyph.tsx";
import { glyphOf } from "#console/ui/glyphs.ts";
import { Problem as Failure } from "#console/ui/State.tsx";
import { configuration } from "../data/configuration.ts";
import type { Problem } from "../data/problem.ts";
import { signIn } from "../data/session.ts";
import type en from "../words/session.words.en.ts";
import { useWords } from "../words/words.ts";

/** The areas that are told apart by hue and shape, as a first look at them. */
const AREAS: readonly Area[] = [
  "work",
  "calendar",
  "rhythm",
  "health",
  "household",
  "finance",
  "knowledge",
  "people",
  "cortex",
];

export default function SignedOut({ problem }: { problem: Problem | string | undefined }) {
  const words = useWords<typeof en>("session");
  const isPossible = typeof problem !== "object" && configuration().signIn !== null;
  return (
    <main id="content" className="signed-out">
      <h1>
        <Icon name="trace" />
        LifeOS
      </h1>
      <p className="signed-out-lead">{words.lead}</p>
      <p className="row" aria-hidden="true">
        {AREAS.map((area) => (
          <Glyph key={area} {...glyphOf(area)} />
        ))}
      </p>
      {problem && <Failure problem={typeof problem === "string" ? { text: problem } : problem} />}
      {isPossible && (
        <Button kind="main" onClick={() => void signIn()}>
          {words.signIn}
        </Button>
      )}
      {!isPossible && typeof problem !== "object" && <p>{words.notSetUp}</p>}
    </main>
  );
}

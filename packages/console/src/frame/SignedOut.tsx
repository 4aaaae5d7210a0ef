/** What is seen before somebody has signed in. */
import { configuration } from "../data/configuration.ts";
import type { Problem } from "../data/problem.ts";
import { signIn } from "../data/session.ts";
import type en from "../words/session.words.en.ts";
import { useWords } from "../words/words.ts";
import "./SignedOut.css";

export default function SignedOut({ problem }: { problem: Problem | string | undefined }) {
  const words = useWords<typeof en>("session");
  const isPossible = typeof problem !== "object" && configuration().signIn !== null;
  return (
    <main className="signed-out">
      <h1>LifeOS</h1>
      <p className="signed-out-lead">{words.lead}</p>
      {problem && <p role="alert">{typeof problem === "string" ? problem : problem.text}</p>}
      {isPossible && (
        <button className="signed-out-button" type="button" onClick={() => void signIn()}>
          {words.signIn}
        </button>
      )}
      {!isPossible && typeof problem !== "object" && <p>{words.notSetUp}</p>}
    </main>
  );
}

import type en from "./session.words.en.ts";
import type { Words } from "./words.ts";

export default {
  lead: "Die Teile eines Lebens an einem Ort.",
  signIn: "Anmelden",
  notSetUp:
    "Noch hat niemand gesagt, wo man sich bei dieser Installation anmeldet. Wer sie betreibt, setzt CONSOLE_OIDC.",
} satisfies Words<typeof en>;

/** What pages say of banks that are connected, and of transactions that go out as files. */
import { number, plural } from "#console/words/format.ts";

export default {
  banks: {
    list: "Connected banks",
    title: "the bank",
    connect: "Connect a bank",
    notConfigured: "Banks cannot be connected here: whoever runs this installation has not set up Plaid.",
    importInstead: "Import a statement instead",
    statuses: { active: "connected", needs_reauth: "connect it again", revoked: "ended there" },
    bank: "Bank",
    synced: "Brought up to date",
    never: "Not brought up to date yet",
    sync: "Bring up to date",
    again: "Connect again",
    manage: "All connections",
    needsReauth: "The bank wants you to agree again; nothing new comes until then.",
    due: (day: string) => `wants you to agree again by ${day}`,
    connected: "The bank is connected; what is on it comes now",
    completing: "Finishing the connection.",
    errors: {
      access_denied: "You did not agree, so no bank was connected.",
      authorization_ended: "This was not begun here, or it took longer than 15 minutes. Begin again.",
      unknown: "Plaid refused. No bank was connected; begin again.",
    },
  },

  exporting: {
    title: "Save transactions as a file",
    open: "Export",
    format: "Format",
    formats: { csv: "A table (CSV)", ofx: "A statement (OFX)" },
    ofxHelp: "Of one account, and of what is booked.",
    account: "Account",
    allAccounts: "All accounts",
    from: "From",
    to: "Up to",
    sayAccount: "A statement is of one account: choose it.",
    save: "Save the file",
    fileName: (name: string, ending: string) => `${name}.${ending}`,
    partName: (name: string, part: number, ending: string) => `${name} ${number(part)}.${ending}`,
    nothing: "There is nothing in these days.",
    saved: (count: number) =>
      plural(count, { one: "One transaction was saved.", other: `${number(count)} transactions were saved.` }),
  },
};

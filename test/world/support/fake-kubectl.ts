import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** What a kubectl of the tests answers to the first of its rows whose pattern its parameters match. */
export interface Reply {
  /** Matches the parameters, joined by blanks. */
  readonly to: string;
  readonly out?: string;
  readonly err?: string;
  readonly code?: number;
  /** Milliseconds before it answers. */
  readonly after?: number;
}

/** A program that answers as told, and writes down what it was asked and given. */
export class FakeKubectl {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "kubectl-"));
  readonly program = path.join(this.folder, "kubectl");

  constructor(replies: readonly Reply[]) {
    fs.writeFileSync(path.join(this.folder, "replies.json"), JSON.stringify(replies));
    fs.writeFileSync(this.program, PROGRAM, { mode: 0o755 });
  }

  /** The calls so far, with what was written to each. */
  get calls(): readonly { readonly parameters: string; readonly input: string }[] {
    const file = path.join(this.folder, "calls");
    if (!fs.existsSync(file)) return [];
    const lines = fs
      .readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line !== "");
    return lines.map((line) => JSON.parse(line) as { parameters: string; input: string });
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

const PROGRAM = `#!${process.execPath}
const fs = require("node:fs");
const path = require("node:path");
const parameters = process.argv.slice(2).join(" ");
let input = "";
try { input = fs.readFileSync(0, "utf8"); } catch {}
fs.appendFileSync(path.join(__dirname, "calls"), JSON.stringify({ parameters, input }) + "\\n");
const replies = JSON.parse(fs.readFileSync(path.join(__dirname, "replies.json"), "utf8"));
const reply = replies.find(({ to }) => new RegExp(to).test(parameters)) ?? { err: "no reply to " + parameters, code: 1 };
setTimeout(() => {
  process.stderr.write(reply.err ?? "");
  process.stdout.write(reply.out ?? "", () => process.exit(reply.code ?? 0));
}, reply.after ?? 0);
`;

const GROUPS = {
  groups: [{ name: "secrets-store.csi.x-k8s.io", versions: [{ groupVersion: "secrets-store.csi.x-k8s.io/v1" }] }],
};

/** Answers of a server that has nothing. */
export const EMPTY: readonly Reply[] = [
  { to: "--raw /version", out: JSON.stringify({ gitVersion: "v1.34.4" }) },
  { to: "openid-configuration", out: JSON.stringify({ issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC" }) },
  { to: "--raw /apis$", out: JSON.stringify(GROUPS) },
  {
    to: "--raw /apis/secrets-store",
    out: JSON.stringify({ resources: [{ name: "secretproviderclasses", kind: "SecretProviderClass" }] }),
  },
  { to: "--raw /", err: "Error from server (NotFound): the server could not find the requested resource\n", code: 1 },
  { to: " secrets ", out: "" },
  { to: "create --filename=-", out: "who jane\n" },
  { to: " get ", out: JSON.stringify({ kind: "List", items: [] }) },
];

import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { shellCommand, shellWord } from "../../../lib/core/shell";

/** What a kubectl of the tests answers to the first of its rows that its parameters hold. */
export interface Reply {
  /** Part of the parameters, which are joined by blanks, with one after the last. */
  readonly to: string;
  readonly out?: string;
  readonly err?: string;
  readonly code?: number;
  /** It never answers. */
  readonly hangs?: true;
}

/** A program that answers as told, and writes down what it was asked and given. A shell starts in no time. */
export class FakeKubectl {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "kubectl-"));
  readonly program = path.join(this.folder, "kubectl");
  private readonly log = path.join(this.folder, "calls");

  constructor(replies: readonly Reply[]) {
    const rows = replies.map((reply, index) => this.rowOf(reply, String(index)));
    const script = [
      "#!/bin/sh",
      `printf '%s\\037%s\\036' "$*" "$(cat)" >> ${shellWord(this.log)}`,
      'case "$* " in',
      ...rows,
      '*) echo "no reply to $*" >&2; exit 1 ;;',
      "esac",
    ];
    fs.writeFileSync(this.program, `${script.join("\n")}\n`, { mode: 0o755 });
  }

  private rowOf({ to, out = "", err = "", code = 0, hangs }: Reply, name: string): string {
    const [said, warned] = [path.join(this.folder, `${name}.out`), path.join(this.folder, `${name}.err`)];
    fs.writeFileSync(said, out);
    fs.writeFileSync(warned, err);
    const answer = `${shellCommand("cat", warned)} >&2; ${shellCommand("cat", said)}; exit ${code}`;
    return `*${shellWord(to)}*) ${hangs ? "exec sleep 60" : answer} ;;`;
  }

  /** The calls so far, with what was written to each. */
  get calls(): readonly { readonly parameters: string; readonly input: string }[] {
    if (!fs.existsSync(this.log)) return [];
    const records = fs.readFileSync(this.log, "utf8").split("\u001e").slice(0, -1);
    return records.map((record) => {
      const [parameters = "", input = ""] = record.split("\u001f");
      return { parameters, input };
    });
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

const GROUPS = {
  groups: [{ name: "secrets-store.csi.x-k8s.io", versions: [{ groupVersion: "secrets-store.csi.x-k8s.io/v1" }] }],
};

/** Answers of a server that has nothing. */
export const EMPTY: readonly Reply[] = [
  { to: "--raw /version", out: JSON.stringify({ gitVersion: "v1.34.4" }) },
  { to: "openid-configuration", out: JSON.stringify({ issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC" }) },
  { to: "--raw /apis ", out: JSON.stringify(GROUPS) },
  {
    to: "--raw /apis/secrets-store",
    out: JSON.stringify({ resources: [{ name: "secretproviderclasses", kind: "SecretProviderClass" }] }),
  },
  { to: "--raw /", err: "Error from server (NotFound): the server could not find the requested resource\n", code: 1 },
  { to: " secrets ", out: "" },
  { to: "create --filename=-", out: "who jane\n" },
  { to: " get ", out: JSON.stringify({ kind: "List", items: [] }) },
];

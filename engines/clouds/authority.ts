import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Engine } from "../engine";
import { findProgram } from "../process";

const OPENSSL = findProgram("openssl");

/** Certificates are made by OpenSSL: Node has no call for it. */
export const openssl: Engine = { name: "OpenSSL", found: OPENSSL !== undefined, install: "openssl on PATH" };

/** Days that a certificate lasts: longer than any run. */
const DAYS = "2";

export interface Certificate {
  readonly key: Buffer;
  readonly cert: Buffer;
}

/** An authority of its own that vouches for the names of clouds, towards programs that are told to trust it. */
export class Authority {
  /** The authority's own certificate, in PEM. */
  readonly file: string;

  constructor(private readonly directory: string) {
    this.file = path.join(directory, "authority.crt");
    this.openssl([
      ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", DAYS, "-subj", "/CN=authority-of-the-tests"],
      ...["-keyout", path.join(directory, "authority.key"), "-out", this.file],
    ]);
  }

  /** A certificate for some host names. */
  certificate(names: readonly string[]): Certificate {
    const [key, request, extensions, cert] = ["key", "csr", "ext", "crt"].map((end) =>
      path.join(this.directory, `server.${end}`),
    ) as [string, string, string, string];
    fs.writeFileSync(extensions, `subjectAltName=${names.map((name) => `DNS:${name}`).join(",")}`);
    this.openssl(["req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=server", "-keyout", key, "-out", request]);
    this.openssl([
      ...["x509", "-req", "-in", request, "-CA", this.file, "-CAkey", path.join(this.directory, "authority.key")],
      ...["-CAcreateserial", "-days", DAYS, "-extfile", extensions, "-out", cert],
    ]);
    return { key: fs.readFileSync(key), cert: fs.readFileSync(cert) };
  }

  private openssl(parameters: readonly string[]): void {
    const { status, stderr } = spawnSync(OPENSSL ?? "openssl", [...parameters], { encoding: "utf8" });
    if (status !== 0) throw new Error(`openssl ${parameters.join(" ")} failed:\n${stderr}`);
  }
}

import * as crypto from "node:crypto";
import * as fs from "node:fs";
import { findProgram } from "../process";
import { spawnSync } from "node:child_process";
import * as os from "node:os";
import * as path from "node:path";
import type { Engine } from "../engine";

/** Archives are packed by tar. */
export const tar: Engine = { name: "tar", found: findProgram("tar") !== undefined, install: "tar on PATH" };

/**
 * An image of one static program, as an archive that a container runtime imports.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 */
export function packImage(file: string, name: string, program: string): void {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "image-"));
  const blobs = path.join(folder, "image/blobs/sha256");
  const content = path.join(folder, "layer");
  for (const each of [blobs, content]) fs.mkdirSync(each, { recursive: true });
  fs.copyFileSync(program, path.join(content, "program"));
  fs.chmodSync(path.join(content, "program"), 0o755);
  fs.mkdirSync(path.join(content, "mnt/secrets"), { recursive: true });
  pack(path.join(folder, "layer.tar"), content);

  const store = (bytes: Buffer, mediaType: string) => {
    const digest = `sha256:${crypto.createHash("sha256").update(bytes).digest("hex")}`;
    fs.writeFileSync(path.join(blobs, digest.slice("sha256:".length)), bytes);
    return { mediaType, digest, size: bytes.length };
  };
  const json = (value: object, type: string) =>
    store(Buffer.from(JSON.stringify(value)), `application/vnd.oci.image.${type}.v1+json`);
  const layer = store(fs.readFileSync(path.join(folder, "layer.tar")), "application/vnd.oci.image.layer.v1.tar");
  const config = json(
    {
      architecture: process.arch === "arm64" ? "arm64" : "amd64",
      os: "linux",
      config: { Entrypoint: ["/program"] },
      rootfs: { type: "layers", diff_ids: [layer.digest] },
    },
    "config",
  );
  const manifest = json({ schemaVersion: 2, config, layers: [layer] }, "manifest");
  const annotations = { "io.containerd.image.name": name, "org.opencontainers.image.ref.name": name.split(":")[1] };
  const index = { schemaVersion: 2, manifests: [{ ...manifest, annotations }] };
  fs.writeFileSync(path.join(folder, "image/index.json"), JSON.stringify(index));
  fs.writeFileSync(path.join(folder, "image/oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" }));
  pack(file, path.join(folder, "image"));
  fs.rmSync(folder, { recursive: true });
}

function pack(file: string, folder: string): void {
  const { status, stderr } = spawnSync("tar", ["--create", "--file", file, "--directory", folder, "."], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`tar failed:\n${stderr}`);
}

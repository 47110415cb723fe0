import { inflateRawSync } from "node:zlib";

const CENTRAL_ENTRY = 0x02014b50;

/** Texts of the files in a ZIP archive: Terraform's plan files are one. */
export function unzip(archive: Buffer): string {
  const texts: string[] = [];
  for (
    let at = archive.indexOf("PK\u0001\u0002", 0, "latin1");
    at >= 0 && isEntry(archive, at);
    at += lengthOf(archive, at)
  ) {
    const compressed = archive.readUInt32LE(at + 20);
    const local = archive.readUInt32LE(at + 42);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const data = archive.subarray(from, from + compressed);
    texts.push((archive.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data)).toString("utf8"));
  }
  return texts.join("\n");
}

function isEntry(archive: Buffer, at: number): boolean {
  return at + 46 <= archive.length && archive.readUInt32LE(at) === CENTRAL_ENTRY;
}

/** Name, extra field and comment follow the fixed part. */
function lengthOf(archive: Buffer, at: number): number {
  return 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
}

import * as fs from "node:fs";

/** Most bytes of a file that is read: more than a declaration has, and less than hurts. */
export const BYTES_MAX = 1024 * 1024;

/** A file that is there and is not read, in the words that follow its name: "is a pipe". */
export class UnreadableFile extends Error {
  constructor(readonly why: string) {
    super(why);
  }
}

/**
 * The bytes of a regular file. A pipe or a device would never end, and a link may lead to one; opening without waiting
 * and asking what was opened leaves no moment in which a file could become another.
 *
 * @param most Bytes that the file may have.
 */
export function readRegularFile(path: string, most = BYTES_MAX): Buffer {
  const file = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
  try {
    const stat = fs.fstatSync(file);
    if (stat.isDirectory()) throw new UnreadableFile("is a folder");
    if (!stat.isFile()) throw new UnreadableFile("is a device or a pipe, and not a regular file");
    if (stat.size > most) throw new UnreadableFile(`has more than ${most} bytes`);
    const bytes = Buffer.alloc(stat.size);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = fs.readSync(file, bytes, length, bytes.length - length, null);
    }
    return bytes.subarray(0, length);
  } finally {
    fs.closeSync(file);
  }
}

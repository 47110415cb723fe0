/** What a person reads of the commonest failures of a disk. */
const SENTENCES: Readonly<Record<string, string>> = {
  EACCES: "is not yours to read or write",
  EEXIST: "is there already, and is a file",
  EISDIR: "is a folder, not a file",
  ENOENT: "is not there",
  ENOSPC: "can't be written: the disk is full",
  ENOTDIR: "leads through a file that is no folder",
  EPERM: "is not yours to read or write",
  EROFS: "can't be written: the disk is read-only",
};

/** Something that failed in one sentence. Where it failed says something to maintainers only: of a bug it is printed. */
export function failureText(error: unknown): string {
  if (isSystemError(error)) {
    const sentence = SENTENCES[error.code];
    return sentence === undefined || error.path === undefined ? error.message : `${error.path} ${sentence}.`;
  }
  const trace = process.env["MENDIX_SECRET_STORE_TRACE"] === "1";
  if (trace && error instanceof Error && error.stack !== undefined) return error.stack;
  return `This is a bug in mendix-secret-store: ${String(error)}\nPlease report it with what MENDIX_SECRET_STORE_TRACE=1 prints.`;
}

/** Told by its properties: an error of another realm, as in a test runner, is no instance of this one's class. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException & { readonly code: string } {
  return typeof error === "object" && error !== null && "syscall" in error && "code" in error;
}

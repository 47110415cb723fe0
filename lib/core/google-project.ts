/** Whether a text has the form of a project's id, for example `acme-prod`; a project's number has not. */
export function isProjectId(text: string): boolean {
  return /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(text);
}

/** Whether a text has the form of a project's number, for example `123456789012`. */
export function isProjectNumber(text: string): boolean {
  return /^[1-9]\d{3,19}$/.test(text);
}

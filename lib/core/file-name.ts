/** Names of devices of Windows, which no file and no folder can have there, whatever follows a dot. */
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/** Whether a name that becomes that of a folder can't be one on Windows. */
export function isDeviceName(name: string): boolean {
  return DEVICE.test(name);
}

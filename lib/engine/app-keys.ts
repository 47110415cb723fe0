import { quote } from "../core/problem";
import { Share } from "../core/share";
import { isToken } from "../core/names";
import { declareSecret } from "../core/secret-checks";
import { SecretValue } from "../core/secret-value";
import { isSecretName, mayBeValue } from "../core/secret-names";
import { secretIn } from "../core/secret-texts";
import { Setting } from "../core/public-setting";
import { CONSTANT_PREFIX, RUNTIME_PREFIX, type Key } from "../catalogue/keys";

/** The props that become `mx-*` keys. */
export interface AppKeys {
  readonly adminPassword?: SecretValue;
  readonly debuggerPassword?: SecretValue;
  readonly constants?: Readonly<Record<string, string | Setting | SecretValue>>;
  readonly runtimeSettings?: Readonly<Record<string, string | Setting | SecretValue>>;
}

const CONSTANT = /^[A-Za-z_][A-Za-z0-9_]*\.[A-Za-z_][A-Za-z0-9_]*$/;
const SETTING = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/;
const NAME_MAX = 240;

/** Runtime settings that a prop of the environment declares, so that gates and grants come with them. */
const DECLARED_ELSEWHERE: readonly (readonly [pattern: RegExp, prop: string])[] = [
  [/^Database/, "database"],
  [/^com\.mendix\.storage\.s3\.(EndPoint|BucketName|AccessKeyId|SecretAccessKey|UseCACertificates)$/, "storage"],
  [/^com\.mendix\.storage\.azure\./, "storage"],
  [/^com\.mendix\.core\.StorageService$/, "storage"],
  [/^MicroflowConstants$/, "constants"],
  [/^(MxAdminPassword|DebuggerPassword)$/, "adminPassword or debuggerPassword"],
];

/** The prop of the environment that declares a runtime setting, or undefined where none does. */
export function propOfSetting(name: string): string | undefined {
  return DECLARED_ELSEWHERE.find(([pattern]) => pattern.test(name))?.[1];
}

/** Declares the passwords, constants and runtime settings of an app. */
export function describeAppKeys(props: AppKeys): Share {
  const share = new Share();
  if (props.adminPassword !== undefined)
    declareSecret(share, "mx-admin-password", props.adminPassword, "adminPassword");
  if (props.debuggerPassword !== undefined) {
    declareSecret(share, "mx-debugger-password", props.debuggerPassword, "debuggerPassword");
  }
  for (const [name, value] of byName(props.constants)) declareConstant(share, name, value);
  for (const [name, value] of byName(props.runtimeSettings)) declareSetting(share, name, value);
  return share;
}

/** In the order of the names, so that the output does not depend on how the map was written. */
function byName(values: Readonly<Record<string, unknown>> = {}): readonly [string, unknown][] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}

function declareConstant(share: Share, name: string, value: unknown): void {
  const prop = `constants[${quote(name)}]`;
  if (isToken(name) || !CONSTANT.test(name) || name.length > NAME_MAX) {
    const bare = name.startsWith(CONSTANT_PREFIX) ? name.slice(CONSTANT_PREFIX.length) : "Module.Constant";
    share.problem(
      "MX-CONSTANT-NAME",
      prop,
      `${isToken(name) ? "A Terraform token" : quote(name)} is not the name of a constant: Module.Constant, letters, digits and _, known at synthesis.`,
      `Write ${quote(bare)}; the prefix ${CONSTANT_PREFIX} is added.`,
    );
    return;
  }
  declareValue(share, `${CONSTANT_PREFIX}${name}`, value, prop);
}

function declareSetting(share: Share, name: string, value: unknown): void {
  const prop = `runtimeSettings[${quote(name)}]`;
  const elsewhere = propOfSetting(name);
  if (isToken(name) || !SETTING.test(name) || name.length > NAME_MAX) {
    share.problem(
      "MX-SETTING-NAME",
      prop,
      `${isToken(name) ? "A Terraform token" : quote(name)} is not the name of a runtime setting: letters, digits, _ and dots, known at synthesis.`,
      `Write a name like "com.mendix.core.SessionTimeout"; the prefix ${RUNTIME_PREFIX} is added.`,
    );
  } else if (elsewhere) {
    share.problem(
      "MX-SETTING-MANAGED",
      prop,
      `${name} is set by the prop ${elsewhere}, with its gates and permissions.`,
      `Take it out and write ${elsewhere}.`,
    );
  } else {
    declareValue(share, `${RUNTIME_PREFIX}${name}`, value, prop);
  }
}

function declareValue(share: Share, key: Key, value: unknown, prop: string): void {
  const text = Setting.isSetting(value) ? value.value : value;
  if (SecretValue.isSecretValue(text)) declareSecret(share, key, text, prop);
  else if (typeof text === "string") {
    if (text === value) refusePlainSecret(share, key, text, prop);
    share.key(key, text, prop);
  } else {
    const message = `The value is a ${value === null ? "null" : typeof value}, not a text.`;
    share.problem("MX-VALUE-FORM", prop, message, 'Write it in quotes, for example "true" or "10".');
  }
}

/** A plain text is written into source, output, plan and state, so one that is secret, by name or by look, is refused. */
function refusePlainSecret(share: Share, key: string, value: string, prop: string): void {
  const what = secretIn(value) ?? (isSecretName(key) && mayBeValue(value) ? "a secret, by its name" : undefined);
  if (what === undefined) return;
  share.problem(
    "MX-SECRET-PLAIN",
    prop,
    `It holds ${what}, as a plain text: it would be in source, output, plan and state.`,
    'Write SecretValue.fromVariable(), SecretValue.generated() or SecretValue.external(); or Setting.public("...") for a value that everyone may read.',
  );
}

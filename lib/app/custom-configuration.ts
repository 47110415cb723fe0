import type { ManifestValue } from "../core/kubernetes-object";
import { quote } from "../core/problem";
import type { Share } from "../core/share";
import { propOfSetting } from "../engine/app-keys";
import { SecretValue } from "../core/secret-value";
import { refuseSecret, refuseSecretOptions } from "./plain-secrets";

export interface AppCustomConfigurationProps {
  /**
   * Runtime settings in the MendixApp, for settings that are no text. `runtimeSettings` of the environment is the
   * usual place: it goes through the store, which wins over this one.
   *
   * @default - none
   */
  readonly customConfiguration?: Readonly<Record<string, unknown>>;
}

/** Settings that are fields of the MendixApp themselves. */
const FIELDS: Readonly<Record<string, string>> = {
  MicroflowConstants: "constants",
  ScheduledEventExecution: "app.scheduledEvents",
  MyScheduledEvents: "app.scheduledEvents",
  DTAPMode: "app.dtapMode",
};

/** The custom configuration: a JSON text, written by a serializer and not by hand. */
export function describeCustomConfiguration(
  share: Share,
  { customConfiguration }: AppCustomConfigurationProps,
): Record<string, ManifestValue | undefined> {
  if (customConfiguration === undefined) return {};
  for (const [name, value] of Object.entries(customConfiguration)) checkSetting(share, name, value);
  return { customConfiguration: JSON.stringify(customConfiguration) };
}

/** The prop that declares a setting of the custom configuration, or undefined where none does. */
export function settingPropOf(name: string): string | undefined {
  return (Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined) ?? propOfSetting(name);
}

function checkSetting(share: Share, name: string, value: unknown): void {
  const prop = `app.customConfiguration[${quote(name)}]`;
  const elsewhere = settingPropOf(name);
  if (elsewhere !== undefined) {
    const fix = `Take it out and write ${elsewhere}.`;
    share.problem("MX-SETTING-MANAGED", prop, `${name} is set by the prop ${elsewhere}.`, fix);
    return;
  }
  const fix = `Write runtimeSettings: { ${quote(name)}: SecretValue.fromVariable() } on the environment.`;
  if (SecretValue.isSecretValue(value)) refuseSecret(share, prop, "a secret value", fix);
  else refuseSecretOptions(share, "app.customConfiguration", { [name]: value }, fix);
}

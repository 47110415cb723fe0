import type { SecretSubject } from "./subject";
import { AWS_SUBJECTS } from "./subjects/aws";
import { AZURE_SUBJECTS } from "./subjects/azure";
import { GOOGLE_SUBJECTS } from "./subjects/google";
import { KUBERNETES_SUBJECTS } from "./subjects/kubernetes";
import { PLATFORM_SUBJECTS } from "./subjects/platform";
import { VAULT_SUBJECTS } from "./subjects/vault";
import { VAULT_PART_SUBJECTS } from "./subjects/vault-parts";

/** A store joins the proof by a line. */
export const SUBJECTS: readonly SecretSubject[] = [
  ...AWS_SUBJECTS,
  ...VAULT_SUBJECTS,
  ...VAULT_PART_SUBJECTS,
  ...AZURE_SUBJECTS,
  ...GOOGLE_SUBJECTS,
  ...KUBERNETES_SUBJECTS,
  ...PLATFORM_SUBJECTS,
];

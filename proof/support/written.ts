import type { TerraformStack } from "cdktf";
import type { Resources } from "../../lib/core/resource";
import { DeclaredBackend } from "../../lib/declaration/constructs/declared-backend";
import { DeclaredProvider } from "../../lib/declaration/constructs/declared-provider";
import { Registry } from "../../lib/engine/registry";
import { localName } from "../../lib/catalogue/provider-ranges";
import { CDKTF_VERSION } from "../../lib/write/directory/manifest";
import { stackText, type Group } from "../../lib/write/directory/stack";
import { stableJson } from "../../lib/write/directory/stable-json";
import { scopesOf } from "../../lib/write/scopes";
import type { Blueprint } from "../../lib";

/** What both writers make of a stack. */
export interface Written {
  readonly constructs: string;
  readonly directory: string;
}

type Made = { readonly blueprint?: Partial<Blueprint>; readonly resources?: Resources };

/** Gives a stack a backend and its providers as data, and writes it by constructs and by the directory writer. */
export function writtenByBoth(stack: TerraformStack): Written {
  const backend = { type: "local", arguments: { path: `../../../terraform.${stack.node.id}.tfstate` } };
  new DeclaredBackend(stack, backend);
  const groups = Registry.of(stack)
    .inStack(stack)
    .map(({ construct, blueprint: { providers } }): Group => {
      const { blueprint, resources = blueprint?.resources ?? [] } = construct as Made;
      const scopes = blueprint?.subject === undefined ? [] : scopesOf(blueprint);
      return { id: construct.node.id, scopes, resources, providers };
    });
  const names = [...new Set(groups.flatMap(({ providers }) => providers.map(localName)))];
  const providers = Object.fromEntries(names.map((name) => [name, { region: "eu-west-1" }]));
  for (const [name, given] of Object.entries(providers)) new DeclaredProvider(stack, name, name, given);
  return {
    // Apps of tests have no version.
    constructs: stableJson(stack.toTerraform()).replace('"version": "stubbed"', `"version": "${CDKTF_VERSION}"`),
    directory: stackText({ name: stack.node.id, backend, providers }, groups),
  };
}

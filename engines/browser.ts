import * as fs from "node:fs";
import { createRequire } from "node:module";
import type { Engine } from "./engine";

/** A page of a browser, as far as the tests use Playwright's. */
export interface Page {
  goto(address: string): Promise<unknown>;
  on(event: "request", told: (request: { url(): string }) => void): void;
  on(event: "pageerror", told: (error: Error) => void): void;
  evaluate<T>(script: string): Promise<T>;
  setViewportSize(size: { width: number; height: number }): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  click(selector: string): Promise<void>;
  selectOption(selector: string, value: string): Promise<unknown>;
  textContent(selector: string): Promise<string | null>;
  waitForFunction(script: string): Promise<unknown>;
  emulateMedia(media: { media?: "print" | "screen"; colorScheme?: "light" | "dark" }): Promise<void>;
  close(): Promise<void>;
}

export interface Browser {
  newPage(options: { bypassCSP?: boolean; colorScheme?: "light" | "dark" }): Promise<Page>;
  close(): Promise<void>;
}

interface Playwright {
  readonly chromium: { launch(options: { executablePath: string; args: readonly string[] }): Promise<Browser> };
}

const load = createRequire(__filename);
const PROGRAMS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

function programOf(): string | undefined {
  return [process.env["CHROMIUM"] ?? "", ...PROGRAMS].find((program) => program !== "" && fs.existsSync(program));
}

function resolved(name: string): string | undefined {
  try {
    return load.resolve(name);
  } catch {
    return undefined;
  }
}

/** Debian's browser, or the one that CHROMIUM names. */
export const chromium: Engine = {
  name: "Chromium",
  found: programOf() !== undefined,
  install: "apt-get install chromium, or name one in CHROMIUM",
};

/** What drives it and what looks for barriers in a page. */
export const playwright: Engine = {
  name: "playwright-core and axe-core",
  found: resolved("playwright-core") !== undefined && resolved("axe-core/axe.min.js") !== undefined,
  install: "npm install --no-save playwright-core@1.65.1 axe-core@4.14.1",
};

/** A browser without a window and without a sandbox, which root can't have: it opens only files that a test wrote. */
export async function openBrowser(): Promise<Browser> {
  const { chromium: driver } = load("playwright-core") as Playwright;
  return driver.launch({ executablePath: programOf() ?? "", args: ["--no-sandbox"] });
}

/** Source of axe, which runs in a page. */
export function axeSource(): string {
  return fs.readFileSync(resolved("axe-core/axe.min.js") ?? "", "utf8");
}

/** Where a secret could show, with everything that was written there. */
export class Places {
  private readonly texts = new Map<string, string[]>();

  add(place: string, ...texts: readonly string[]): void {
    this.texts.set(place, [...(this.texts.get(place) ?? []), ...texts]);
  }

  get all(): readonly (readonly [place: string, text: string])[] {
    return [...this.texts].map(([place, texts]) => [place, texts.join("\n")]);
  }
}

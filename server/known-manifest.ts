import { ManifestChecker, type ManifestCheck } from "../cluster/manifest/manifest-checker";
import { ManifestDocument } from "../cluster/manifest/manifest-document";
import { NOWHERE, type Surroundings } from "../cluster/surroundings";

/** A manifest that the editor has open or that is on the disk, with what was found out about its present text. */
export class KnownManifest {
  readonly document: ManifestDocument;
  readonly #checker: ManifestChecker;
  #check: ManifestCheck | undefined;
  #surroundingsVersion = 0;

  constructor(
    readonly uri: string,
    text: string,
    readonly surroundings: Surroundings = NOWHERE,
  ) {
    this.document = new ManifestDocument(text);
    this.#checker = new ManifestChecker(surroundings);
  }

  /** Findings and facts of the present text; worked out once, when first asked for after a change to it or around it. */
  get check(): ManifestCheck {
    const version = this.surroundings.refresh();
    if (this.#check === undefined || version !== this.#surroundingsVersion) {
      this.#check = this.#checker.check(this.document);
      this.#surroundingsVersion = version;
    }
    return this.#check;
  }

  /** Whether what was found out may not hold any more, though the text is the same: a file that it names has come or gone. */
  get isOutdated(): boolean {
    return this.#check !== undefined && this.surroundings.refresh() !== this.#surroundingsVersion;
  }

  protected textChanged(): void {
    this.#check = undefined;
  }
}

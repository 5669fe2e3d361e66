import type { ReleaseFacts } from "../generated/release-facts";

const PAGE = /^openvidu\.io, (([\w.-]+)\/docs\/[\w/.-]+?)(?:index\.(?:html|md))?(?= at |$)/;

/**
 * A page of OpenVidu's documentation of this release, taken from the sources of its facts: how to install it, else another.
 * Undefined where no source is a page of the release's own documentation.
 */
export function documentationPage({ version, sources }: ReleaseFacts): string | undefined {
  const minor = version.split(".").slice(0, 2).join(".");
  const pages = Object.values(sources).flatMap((source) => {
    const [, page, of] = PAGE.exec(source) ?? [];
    return page !== undefined && (of === version || of === minor) ? [page] : [];
  });
  const best = pages.find((page) => page.includes("/install-")) ?? pages[0];
  return best === undefined ? undefined : `https://openvidu.io/${best}`;
}

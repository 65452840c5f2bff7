// Every place of something, as a small map of the estate: by the way it is reached, then by host.
import { Element, html } from "../app/element.js";
import { count, number } from "../app/words.js";

/** @typedef {import("../app/types.js").Sighting} Sighting */

const SCHEMES = /** @type {Record<string, string>} */ ({
  tls: "served over TLS",
  ssh: "SSH",
  file: "files",
  git: "repositories",
  k8s: "Kubernetes",
});

/** A square a place, as long as that can be looked at. */
const SQUARES = 24;

class PlacesMap extends Element {
  static properties = { sightings: { attribute: false }, chosen: {} };

  constructor() {
    super();
    /** @type {Sighting[]} */ this.sightings = [];
    /** The host whose places are shown. */
    this.chosen = "";
  }

  render() {
    return [...byScheme(this.sightings)].map(
      ([scheme, hosts]) => html`<section>
        <h3>${SCHEMES[scheme] ?? scheme}</h3>
        <ul>
          ${[...hosts].slice(0, 60).map(([host, all]) => this.host(host, all))}
          ${hosts.size > 60 ? html`<li class="faint">and ${count(hosts.size - 60, "more host")}</li>` : ""}
        </ul>
      </section>`,
    );
  }

  /** @param {string} host @param {Sighting[]} all */
  host(host, all) {
    return html`<li>
      <button
        aria-pressed=${this.chosen === host}
        title=${all.slice(0, 8).map((it) => `${it.place} (${it.role})`).join("\n")}
        @click=${() => this.tell("choose-host", this.chosen === host ? "" : host)}
      >
        <span class="cut mono">${host}</span>
        <span class="squares" aria-hidden="true">${all.slice(0, SQUARES).map((it) => html`<i class="${it.role} ${it.gone ? "gone" : ""}"></i>`)}</span>
        <span class="faint">${number(all.length)}<span class="only-spoken"> ${all.length === 1 ? "place" : "places"}</span></span>
      </button>
    </li>`;
  }
}

/** @param {Sighting[]} sightings @returns {Map<string, Map<string, Sighting[]>>} */
function byScheme(sightings) {
  const schemes = new Map();
  for (const it of sightings) {
    const scheme = it.place.split("://")[0];
    const hosts = schemes.get(scheme) ?? new Map();
    schemes.set(scheme, hosts);
    const host = hostOf(it.place);
    hosts.set(host, [...(hosts.get(host) ?? []), it]);
  }
  return schemes;
}

/** `tls://10.0.0.7:443?sni=x` is at `10.0.0.7`. @param {string} place */
export const hostOf = (place) => /^[a-z0-9+.-]+:\/\/(\[[^\]]+\]|[^/?#:@]*)/i.exec(place)?.[1] || place;

customElements.define("places-map", PlacesMap);

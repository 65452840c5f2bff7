// The API's answers as the console reads them. Only the type checker looks here; no module imports it.

/** @typedef {"critical" | "high" | "medium" | "low" | "info"} Severity */
/** @typedef {{ critical: number, high: number, medium: number, low: number }} SeverityCounts */
/** @typedef {{ id: string, name: string, by?: string, why?: string }} Owner */
/** @typedef {{ name: string, bits?: number, strength: string }} Algorithm */
/** @typedef {{ id: string, title: string, type: string }} CredentialReference */
/** @typedef {{ id: string, kind: string, name: string }} IdentityReference */
/** @typedef {{ id: string, name: string }} SourceReference */

/**
 * @template T
 * @typedef {{ items: T[], next?: string | null, total?: number, totalIsAtLeast?: boolean }} Page
 */

/**
 * @typedef {object} Credential
 * @property {string} id
 * @property {string} type
 * @property {string} title
 * @property {string} fingerprint
 * @property {string} [keyId]
 * @property {Algorithm} [algorithm]
 * @property {string} [issuer]
 * @property {string} [subject]
 * @property {string} [serialNumber]
 * @property {string} [notBefore]
 * @property {string} [notAfter]
 * @property {boolean} foreign
 * @property {string} state
 * @property {IdentityReference[]} identities
 * @property {Owner} [owner]
 * @property {string} [environment]
 * @property {string} [criticality]
 * @property {string[]} tags
 * @property {number} places
 * @property {string} [place]
 * @property {SeverityCounts} findings
 * @property {Severity} [worst]
 * @property {string} firstSeen
 * @property {string} lastSeen
 */

/** @typedef {{ id?: string, title: string, notAfter?: string, kind?: string }} ChainLink */

/**
 * @typedef {object} CredentialMore
 * @property {Record<string, unknown>} fields
 * @property {Record<string, unknown>} facts
 * @property {Record<string, string>} attributes
 * @property {ChainLink[]} chain
 * @property {number} sameKey
 * @property {number} version
 */

/** @typedef {Credential & CredentialMore} CredentialDetail */

/**
 * @typedef {object} Anchor
 * @property {string} kind
 * @property {string} realm
 * @property {string} name
 * @property {string} [place] the beginning of the places to which that is limited
 * @property {string} [since]
 * @property {string} [by]
 * @property {string} [reason]
 */

/**
 * @typedef {object} Identity
 * @property {string} id
 * @property {string} kind
 * @property {string} realm
 * @property {string} name
 * @property {string[]} [aliases]
 * @property {Owner} [owner]
 * @property {string} [criticality]
 * @property {string} [criticalityBy] rule, person, default or inherited
 * @property {string} [criticalityWhy] the rule, or what it was inherited from
 * @property {number} risk 0 to 100
 * @property {string} [orphaned] since when nobody owns it
 * @property {string} [environmentBy] likewise
 * @property {string} [environment]
 * @property {string[]} tags
 * @property {Record<string, string>} [attributes]
 * @property {number} credentials
 * @property {SeverityCounts} findings
 * @property {Severity} [worst]
 * @property {string} firstSeen
 * @property {string} lastSeen
 * @property {number} version
 * @property {Anchor[]} [anchors]
 * @property {Series[]} [series]
 */

/** Short-lived credentials at one place: the newest is listed, those before it are counted. */
/** @typedef {{ issuer: string, place: string, earlier: number, first: string, last: string, typicalSeconds: number }} Series */

/**
 * @typedef {object} Sighting
 * @property {CredentialReference} credential
 * @property {string} place
 * @property {string} role
 * @property {string} source
 * @property {string} first
 * @property {string} last
 * @property {string} [gone]
 * @property {Record<string, unknown>} facts
 */

/**
 * @typedef {object} Finding
 * @property {string} id
 * @property {string} rule
 * @property {Severity} severity
 * @property {string} message
 * @property {string} remedy
 * @property {CredentialReference} [credential]
 * @property {IdentityReference} [identity]
 * @property {SourceReference} [source]
 * @property {string} opened
 * @property {string} [resolved]
 * @property {string} [due]
 * @property {string} [assignee]
 * @property {number} comments
 * @property {{ id: string, since: string, until: string, reason: string }} [exception]
 * @property {string} [reopened]
 * @property {Owner} [owner]
 */

/**
 * @typedef {object} Source
 * @property {string} id
 * @property {string} kind `scan`: this server looks; otherwise a scanner elsewhere reports
 * @property {string} name
 * @property {string[]} targets
 * @property {string} schedule
 * @property {string} [expectedEvery] how long it may be silent; absent when nobody counts on it
 * @property {boolean} enabled
 * @property {string} origin
 * @property {Run} [lastRun]
 * @property {string} [nextDue]
 * @property {"fresh" | "late" | "never" | "running"} freshness
 * @property {Progress} [progress]
 * @property {Record<string, string>} labels
 * @property {number} version
 */

/**
 * How far a look is.
 * @typedef {object} Progress
 * @property {string} [source]
 * @property {string} run
 * @property {number} files
 * @property {number} bytes
 * @property {number} endpoints
 * @property {number} expected endpoints; 0 where nobody knows
 */

/**
 * @typedef {object} Run
 * @property {string} id
 * @property {string} source
 * @property {string} reporter
 * @property {string} state
 * @property {string} started
 * @property {string} [ended]
 * @property {Record<string, number>} counts `seen` = `fresh` + `known` + `rejected`; and what was gone, back, unreadable
 * @property {string} [message]
 */

/** @typedef {{ value: string, count: number }} Count */

/**
 * @typedef {object} Statistics
 * @property {{ total: number, byType: Count[], byState: Count[] }} credentials
 * @property {{ total: number, withoutOwner: number, byKind: Count[] }} identities
 * @property {number} places
 * @property {SeverityCounts} findings
 * @property {ExpiryWeek[]} expiry
 * @property {{ rule: string, count: number }[]} rules
 * @property {Count[]} algorithms
 * @property {Count[]} strengths
 * @property {Count[]} issuers
 * @property {{ fresh: number, gone: number, opened: number, resolved: number }} [since]
 */

/**
 * One of the figures of the program.
 * @typedef {object} Figure
 * @property {string} id
 * @property {string} title
 * @property {number | null} [value] absent when nobody can tell
 * @property {number} target
 * @property {number} alert
 * @property {"good" | "warning" | "alert" | "unknown"} state
 * @property {"percent" | "count"} unit
 * @property {"above" | "below"} wanted
 * @property {string} counts what is counted
 * @property {number} [part]
 * @property {number} [whole]
 * @property {"credentials" | "identities" | "findings"} [list]
 * @property {string} [q]
 * @property {string | null} [unknown] why there is no value
 */

/** @typedef {{ id?: string, title: string, kind: string, credentials: number }} Issuer */
/** @typedef {{ id: string, title: string, severity: Severity }} Rule */
/** @typedef {{ week: string, critical: number, high: number, medium: number, low: number, none: number }} ExpiryWeek */

/** @typedef {{ id: string, kind: string, title: string, type?: string, worst?: Severity }} GraphNode */
/** @typedef {{ from: string, to: string, kind: string }} GraphEdge */
/** @typedef {{ field: string, values: { value: string, count: number }[] }} Facet */
/** @typedef {{ text: string, meaning: string }} Suggestion */
/** @typedef {{ id: string, name: string, query: string, sort?: string, columns?: string[], by?: string, version?: number }} SavedView */

export {};

// What the API answers of what falls, how the estate stands and what is to come. Only the type checker looks here.

/** @typedef {import("./types.js").Severity} Severity */

/**
 * @typedef {object} Hit something that falls
 * @property {{ kind: string, id: string }} thing
 * @property {string} title
 * @property {string} type
 * @property {string} effect
 * @property {number} depth
 * @property {{ id: string, name: string }} [owner]
 * @property {string} criticality
 * @property {Severity} [worst]
 * @property {{ tie: string, thing: { kind: string, id: string }, title: string }[]} path
 *
 * @typedef {object} Radius
 * @property {Hit} from
 * @property {Record<string, { number: number, isAtLeast: boolean }>} totals
 * @property {{ byEffect: Record<string, number>, byType: Record<string, number>, byCriticality: Record<string, number>, byTeam: { team?: { name: string }, count: number }[] }} credentials
 * @property {number[]} depths
 * @property {Hit[]} items
 * @property {boolean} isCut
 *
 * @typedef {object} AxisInput
 * @property {string} id
 * @property {number} [value]
 * @property {string} counts
 * @property {number} [part]
 * @property {number} [whole]
 * @property {string} [list]
 * @property {string} [q]
 * @property {string} [unknown]
 *
 * @typedef {object} Axis
 * @property {string} id
 * @property {string} title
 * @property {number} [value]
 * @property {string} advice
 * @property {AxisInput[]} inputs
 * @property {string} [at]
 *
 * @typedef {object} Radar
 * @property {Axis[]} items
 * @property {number} [score]
 * @property {string[]} weakest
 *
 * @typedef {object} Growth
 * @property {number} [ratio]
 * @property {string} peopleFrom
 * @property {{ id: string, of: string, now: number, change: number, forecast?: { value: number, low: number, high: number }, unknown?: string, days: unknown[] }[]} items
 * @property {string} assumption
 *
 * @typedef {object} Covered
 * @property {number} [value]
 * @property {number} [places]
 * @property {string} q
 * @property {{ type: string, seen: number, estimate?: number, low?: number, high?: number, sources: string[], reading: string }[]} unseen
 * @property {string} assumption
 *
 * @typedef {{ day: string, renewals: number, validations: number, deployments: number }} RehearsedDay
 * @typedef {{ name: string, renewals: number, validations: number, deployments: number, firstYear: number, lastYear: number, busiest: string, most: number }} Party
 *
 * @typedef {object} Rehearsed
 * @property {string} from
 * @property {string} until
 * @property {number} certificates
 * @property {RehearsedDay[]} days
 * @property {Party[]} teams
 * @property {Party[]} issuers
 * @property {{ issuer: string, allowed: number, within: number, first: string, worst: number, count: number, teams: { name: string, orders: number }[] }[]} breaches
 * @property {string[]} limits
 * @property {{ issuedFrom: string, daysMax: number }[]} calendar
 * @property {string} assumption
 * @property {string} [at]
 */
export {};

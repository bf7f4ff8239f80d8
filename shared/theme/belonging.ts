/** How surely ideas belong to themes: by how often they fall together with a theme's members in the divisions of the ground. */
import { association, profileOf, withoutSelf, type Profile } from './association.ts'
import type { Features } from './features.ts'
import { placed, type Former, type Ground } from './ground.ts'
import { joinedFrom } from './grouping.ts'

/** One of the themes that an idea is most associated with. */
export interface Likely {
  readonly theme: string
  /** 0 to 1. */
  readonly association: number
}

const byAssociation = (a: Likely, b: Likely): number => b.association - a.association || (a.theme < b.theme ? -1 : 1)

export class Belonging {
  #ground: Ground | undefined
  /** Where each idea lies in every division. */
  readonly #heaps = new Map<string, Int32Array>()
  #profiles = new Map<string, Profile>()

  /** What the next run goes on from. */
  former(): Former | undefined {
    return this.#ground && { ground: this.#ground, fallen: (id) => this.#heaps.get(id) }
  }
  /** The ground of a new run, and where every idea fell on it. */
  stand(ground: Ground | undefined, fallen: ReadonlyMap<string, Int32Array>): void {
    this.#ground = ground
    this.#heaps.clear()
    for (const [id, heaps] of fallen) this.#heaps.set(id, heaps)
  }
  /** A new idea finds its place on the ground as it is. */
  arrive(id: string, features: Features): void {
    if (this.#ground) this.#heaps.set(id, placed(features, this.#ground))
  }
  leave(id: string): void {
    this.#heaps.delete(id)
  }
  /** Learns anew what the themes look like. */
  learn(members: ReadonlyMap<string, readonly string[]>): void {
    this.#profiles = new Map()
    if (!this.#ground) return
    for (const [theme, ids] of members) {
      const there = ids.map((id) => this.#heaps.get(id)).filter((heaps) => heaps !== undefined)
      if (there.length > 0) this.#profiles.set(theme, this.#profile(there))
    }
  }

  /** How surely an idea belongs to a theme, 0 to 1. */
  association(id: string, theme: string): number {
    const [own, there] = [this.#own(id), this.#profiles.get(theme)]
    return own && there ? association(own, there, this.#divisions) : 0
  }
  /** The same for a member, whose own presence does not count for it. */
  withOthers(id: string, theme: string): number {
    const there = this.#profiles.get(theme)
    return there ? withoutSelf(this.association(id, theme), there) : 0
  }
  /** The themes among those given that it is associated with at all, most first. */
  likeliest(id: string, themes: readonly string[]): Likely[] {
    return themes
      .map((theme) => ({ theme, association: this.association(id, theme) }))
      .filter((one) => one.association > 0)
      .sort(byAssociation)
  }
  /** The theme that an idea would join; undefined when none is near enough. */
  homeOf(id: string, may: (theme: string) => boolean): string | undefined {
    const [first] = this.likeliest(id, [...this.#profiles.keys()].filter(may))
    return first && first.association > joinedFrom ? first.theme : undefined
  }

  get #divisions(): number {
    return this.#ground?.divisions.length ?? 1
  }
  #own(id: string): Profile | undefined {
    const heaps = this.#heaps.get(id)
    return heaps && this.#profile([heaps])
  }
  #profile(there: readonly Int32Array[]): Profile {
    const joined = new Int32Array(there.length * this.#divisions)
    for (const [i, heaps] of there.entries()) joined.set(heaps, i * this.#divisions)
    return profileOf([...there.keys()], joined, this.#divisions)
  }
}

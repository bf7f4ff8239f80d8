/** How surely ideas belong to themes: by how often they fall together with a theme's members in the divisions of the ground. */
import { associationWith, crowdOf, profileOf, withoutSelf, type Crowd } from './association.ts'
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
  #crowds = new Map<string, Crowd>()

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
    this.#crowds = new Map()
    if (!this.#ground) return
    const divisions = this.#ground.divisions.length
    for (const [theme, ids] of members) {
      const there = ids.map((id) => this.#heaps.get(id)).filter((heaps) => heaps !== undefined)
      const joined = new Int32Array(there.length * divisions)
      for (const [i, heaps] of there.entries()) joined.set(heaps, i * divisions)
      if (there.length > 0) this.#crowds.set(theme, crowdOf(profileOf([...there.keys()], joined, divisions), divisions))
    }
  }

  /** How surely an idea belongs to a theme, 0 to 1. */
  association(id: string, theme: string): number {
    const [heaps, crowd] = [this.#heaps.get(id), this.#crowds.get(theme)]
    return heaps && crowd ? associationWith(heaps, 0, undefined, crowd, heaps.length) : 0
  }
  /** The same for a member, whose own presence does not count for it. */
  withOthers(id: string, theme: string): number {
    const crowd = this.#crowds.get(theme)
    return crowd ? withoutSelf(this.association(id, theme), crowd) : 0
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
    const [first] = this.likeliest(id, [...this.#crowds.keys()].filter(may))
    return first && first.association > joinedFrom ? first.theme : undefined
  }
}

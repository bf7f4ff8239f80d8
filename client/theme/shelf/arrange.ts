/** Where every idea stands on the shelf: what people decided laid over what the machine found. Pure. */
import type { GroupId, IdeaId, ThemeId } from '#shared/id.ts'
import { standing } from '#shared/theme/correction.ts'
import type { Likely } from '#shared/theme/engine.ts'
import type { IdeaRow } from '#shared/theme/now.ts'
import type { Rows } from '#shared/theme/overview/members.ts'
import type { Parked, ShelfTheme } from '#shared/theme/shelf.ts'

/** What the shelf's document says; `LiveShelf` is one. */
export interface Decided {
  readonly filed: ReadonlyMap<IdeaId, ThemeId>
  readonly aside: ReadonlyMap<IdeaId, Parked>
  readonly themes: ReadonlyMap<ThemeId, ShelfTheme>
  readonly same: readonly (readonly IdeaId[])[]
  readonly different: readonly (readonly IdeaId[])[]
}
/** What a shelf is known by. */
export interface ShelfName {
  readonly id: ThemeId
  readonly label: string
  readonly colour: number
}
/** An idea as it lies in its place, its near-duplicates that lie there too under it. */
export interface Card {
  readonly id: IdeaId
  readonly idea: IdeaRow
  readonly copies: readonly IdeaRow[]
  /** The likeliest shelves that stand, best first. */
  readonly likely: readonly (ShelfName & { readonly association: number })[]
  /** People filed it, and all of its copies. */
  readonly filed: boolean
}
export interface Shelf extends ShelfName {
  /** What waits for a yes first, the least sure of it foremost; then what people filed, oldest first. */
  readonly cards: readonly Card[]
  /** How many ideas, copies among them; how many groups said it. */
  readonly ideas: number
  readonly groups: number
  /** Ideas that the machine placed and nobody has confirmed. */
  readonly open: number
}
export interface Arranged {
  /** In the order in which the themes came up. */
  readonly shelves: readonly Shelf[]
  /** รอจัดเข้าประเด็น: in no theme, or placed below sureness; oldest first. */
  readonly pile: readonly Card[]
  readonly aside: readonly Card[]
  /** Near-duplicates that nobody has called the same yet. */
  readonly near: readonly Card[]
  /** All ideas; how many of them wait in the pile, how many people have filed, and how many lie where the machine put them. */
  readonly ideas: number
  readonly unfiled: number
  readonly filed: number
  readonly placed: number
  /** The shelves' names and what went into what, as one text: while it stays, what is likely for an idea stays too. */
  readonly names: string
}

const byWriting = (a: IdeaRow, b: IdeaRow): number => a.at - b.at || (a.id < b.id ? -1 : 1)
const cardIdeas = ({ idea, copies }: Card): readonly IdeaRow[] => [idea, ...copies]
/** The ids of everything that lies on these cards. */
export const idsOn = (cards: readonly Card[]): IdeaId[] => cards.flatMap((card) => cardIdeas(card).map(({ id }) => id))
const isAlike = (a: readonly unknown[], b: readonly unknown[]): boolean => a.length === b.length && a.every((one, at) => one === b[at])

/** The themes that stand as shelves, those made a moment ago among them. */
const shelvesOf = ({ themes }: Rows, decided: Decided['themes']): ShelfName[] => {
  const stands = (id: ThemeId, dismissed: boolean | undefined) => {
    const said = decided.get(id)
    return said ? said.into === undefined && !said.dismissed : !dismissed
  }
  const found = themes
    .filter(({ id, dismissed }) => stands(id, dismissed))
    .map(({ id, label, colour }) => ({ id, label: decided.get(id)?.label ?? label, colour }))
  const known = new Set(themes.map(({ id }) => id))
  const made = [...decided].flatMap(([id, { label }]) =>
    !known.has(id) && label !== undefined && stands(id, false) ? [{ id, label, colour: 0 }] : [],
  )
  return [...found, ...made]
}

/** Cards of one place; `before` gives those that have not changed as the same objects, so that they are not drawn again. */
const cardsOf = (ideas: readonly IdeaRow[], facts: Facts): Card[] => {
  const byVoice = new Map<IdeaId, IdeaRow[]>()
  for (const idea of ideas) {
    const voice = idea.copyOf ?? idea.id
    const same = byVoice.get(voice)
    if (same) same.push(idea)
    else byVoice.set(voice, [idea])
  }
  return [...byVoice].map(([voice, same]) => {
    same.sort(byWriting)
    // The idea that stands for the others may lie elsewhere: then the oldest here does.
    const idea = same.find(({ id }) => id === voice) ?? same[0]!
    const copies = same.filter((one) => one !== idea)
    const filed = same.every(({ id }) => facts.decided.filed.has(id))
    const old = facts.before.get(idea.id)
    if (old && facts.sameNames && old.idea === idea && old.filed === filed && isAlike(old.copies, copies)) return old
    return { id: idea.id, idea, copies, likely: filed ? [] : likelyOf(idea.likely ?? [], facts), filed }
  })
}
/** Each shelf once: two likely ones may have become one. */
const likelyOf = (likely: readonly Likely[], { at, shelf }: Facts): Card['likely'] => {
  const found: Card['likely'][number][] = []
  for (const { theme, association } of likely) {
    const name = shelf(at(theme))
    if (name && !found.some(({ id }) => id === name.id)) found.push({ ...name, association })
  }
  return found
}

interface Facts {
  readonly decided: Decided
  readonly before: ReadonlyMap<IdeaId, Card>
  readonly sameNames: boolean
  at(theme: string): ThemeId
  shelf(theme: ThemeId): ShelfName | undefined
}

/** Nearest to a yes or no comes first: the machine's own placings, the least sure foremost. */
const toConfirmFirst = (a: Card, b: Card): number =>
  Number(a.filed) - Number(b.filed) || (a.filed ? 0 : (a.idea.strength ?? 0) - (b.idea.strength ?? 0)) || byWriting(a.idea, b.idea)

/** Arranges everything anew. `before`: what this answered last. */
export const arrange = (rows: Rows, decided: Decided, before?: Arranged): Arranged => {
  const into = Object.fromEntries([...decided.themes].flatMap(([id, theme]) => (theme.into === undefined ? [] : [[id, theme.into]])))
  const heads = shelvesOf(rows, decided.themes)
  const names = JSON.stringify([heads, into])
  const byId = new Map(heads.map((head) => [head.id, head]))
  const drawn = before && [...before.pile, ...before.aside, ...before.shelves.flatMap(({ cards }) => cards)]
  const facts: Facts = {
    decided,
    before: new Map(drawn?.map((card) => [card.id, card])),
    sameNames: names === before?.names,
    at: (theme) => standing({ into }, theme) as ThemeId,
    shelf: (theme) => byId.get(theme),
  }
  const on = new Map<ThemeId, IdeaRow[]>(heads.map(({ id }) => [id, []]))
  const pile: IdeaRow[] = []
  const aside: IdeaRow[] = []
  let filed = 0
  for (const idea of rows.ideas) {
    const put = decided.filed.get(idea.id)
    // A row that still says filed is older than the document, which says that it is not.
    const at = put ?? (idea.filed || idea.likely ? undefined : idea.theme)
    const shelf = at === undefined ? undefined : on.get(facts.at(at))
    if (decided.aside.has(idea.id)) aside.push(idea)
    else {
      ;(shelf ?? pile).push(idea)
      if (shelf && put !== undefined) filed += 1
    }
  }
  const shelves = heads.map((head): Shelf => {
    const ideas = on.get(head.id)!
    const cards = cardsOf(ideas, facts).sort(toConfirmFirst)
    const groups = new Set<GroupId>(ideas.map(({ groupId }) => groupId)).size
    return { ...head, cards, ideas: ideas.length, groups, open: ideas.filter(({ id }) => !decided.filed.has(id)).length }
  })
  const pileCards = cardsOf(pile, facts)
  const all = [...pileCards, ...shelves.flatMap(({ cards }) => cards)]
  return {
    shelves,
    pile: pileCards.sort((a, b) => byWriting(a.idea, b.idea)),
    aside: cardsOf(aside, facts),
    near: all.filter((card) => card.copies.length > 0 && !isSettled(card, decided)),
    ideas: rows.ideas.length,
    unfiled: pile.length,
    filed,
    placed: rows.ideas.length - pile.length - aside.length - filed,
    names,
  }
}

/** People have called all that lies on the card one and the same. */
const isSettled = (card: Card, { same }: Decided): boolean => {
  const ids = cardIdeas(card).map(({ id }) => id)
  return same.some((list) => ids.every((id) => list.includes(id)))
}
/** Copies of a card that nobody has yet said to be something else. */
export const copiesToJudge = ({ idea, copies }: Card, { different }: Decided): readonly IdeaRow[] =>
  copies.filter(({ id }) => !different.some((pair) => pair.includes(id) && pair.includes(idea.id)))

/** Where a card most likely belongs; `none` when nothing is likely. */
export const likeliestOf = ({ likely }: Card): ThemeId | 'none' => likely[0]?.id ?? 'none'
/** Shelves that ideas in the pile likely belong to, those with most of them first; and how many ideas belong to none. */
export const sievesOf = ({ pile, shelves }: Arranged): { likely: { id: ThemeId; label: string; count: number }[]; none: number } => {
  const counts = new Map<string, number>()
  for (const card of pile) counts.set(likeliestOf(card), (counts.get(likeliestOf(card)) ?? 0) + 1 + card.copies.length)
  const found = shelves.flatMap(({ id, label }) => (counts.has(id) ? [{ id, label, count: counts.get(id)! }] : []))
  return { likely: found.sort((a, b) => b.count - a.count), none: counts.get('none') ?? 0 }
}

/** The shelves, the likeliest for these cards first, then those that most groups have filled. */
export const likeliestFirst = (cards: readonly Card[], shelves: readonly Shelf[]): Shelf[] => {
  const weight = new Map<ThemeId, number>()
  for (const { likely } of cards) for (const { id, association } of likely) weight.set(id, (weight.get(id) ?? 0) + association)
  return shelves.toSorted((a, b) => (weight.get(b.id) ?? 0) - (weight.get(a.id) ?? 0) || b.groups - a.groups || b.ideas - a.ideas)
}

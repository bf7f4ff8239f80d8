/** Two maps as one, for reading; what the first has hides what the second has. Both are read as they are at the moment, so that what is reactive stays so. */
export class Union<Key, Value> implements ReadonlyMap<Key, Value> {
  readonly #first: ReadonlyMap<Key, Value>
  readonly #second: ReadonlyMap<Key, Value>

  constructor(first: ReadonlyMap<Key, Value>, second: ReadonlyMap<Key, Value>) {
    this.#first = first
    this.#second = second
  }

  get size(): number {
    let size = this.#first.size
    for (const key of this.#second.keys()) if (!this.#first.has(key)) size++
    return size
  }
  get(key: Key): Value | undefined {
    return this.#first.get(key) ?? this.#second.get(key)
  }
  has(key: Key): boolean {
    return this.#first.has(key) || this.#second.has(key)
  }
  *entries(): MapIterator<[Key, Value]> {
    yield* this.#first.entries()
    for (const entry of this.#second.entries()) if (!this.#first.has(entry[0])) yield entry
  }
  *keys(): MapIterator<Key> {
    for (const [key] of this.entries()) yield key
  }
  *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value
  }
  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries()
  }
  forEach(tell: (value: Value, key: Key, map: ReadonlyMap<Key, Value>) => void): void {
    for (const [key, value] of this.entries()) tell(value, key, this)
  }
}

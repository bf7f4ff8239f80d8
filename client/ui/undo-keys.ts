/** What the keys of undo ask for. They are found by their place as well: on a Thai keyboard the key of Z writes ผ. */
export const stepOf = ({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): 'undo' | 'redo' | undefined => {
  if (!(ctrlKey || metaKey) || altKey) return undefined
  const isLatin = /^[a-z]$/i.test(key)
  const is = (letter: 'z' | 'y') => (isLatin ? key.toLowerCase() === letter : code === `Key${letter.toUpperCase()}`)
  if (is('y') || (is('z') && shiftKey)) return 'redo'
  return is('z') ? 'undo' : undefined
}

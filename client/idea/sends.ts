/** Whether a key says "done": Enter, but not while a syllable is being composed, when it belongs to the keyboard (229 is how older ones say so). */
export const sends = ({ key, shiftKey, isComposing, keyCode }: KeyboardEvent): boolean =>
  key === 'Enter' && !shiftKey && !isComposing && keyCode !== 229

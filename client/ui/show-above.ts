/** Shows a dialog above all else. Gives what closes it, and hands the focus back to whatever had it. */
export const showAbove = (dialog: HTMLDialogElement): (() => void) => {
  const before = document.activeElement
  dialog.showModal()
  return () => {
    dialog.close()
    // A dialog that has left the page before it is closed gives no focus back by itself.
    if (before instanceof HTMLElement && before.isConnected && document.activeElement === document.body)
      before.focus({ preventScroll: true })
  }
}

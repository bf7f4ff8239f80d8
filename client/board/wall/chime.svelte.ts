/** A soft sound from the wall when the clock has run out; off until somebody at the wall turns it on. */

/** Two notes, a falling third: Hz. */
const notes = [659.25, 523.25]
const noteSeconds = 0.7

export class Chime {
  on = $state(false)
  #sound: AudioContext | undefined
  #before: string | undefined

  /** By hand only: a browser lets no page make a sound that nobody asked for. */
  toggle(): void {
    this.on = !this.on
    if (this.on) this.#sound ??= new AudioContext()
  }

  /** The clock as it shows now; undefined without one. */
  heed(clock: string | undefined): void {
    if (clock === '0:00' && this.#before !== undefined && this.#before !== '0:00' && this.on) this.#ring()
    this.#before = clock
  }

  #ring(): void {
    const sound = this.#sound
    if (!sound) return
    notes.forEach((pitch, i) => {
      const start = sound.currentTime + i * noteSeconds * 0.7
      const note = new OscillatorNode(sound, { type: 'sine', frequency: pitch })
      const loudness = new GainNode(sound, { gain: 0 })
      loudness.gain.linearRampToValueAtTime(0.0001, start)
      loudness.gain.linearRampToValueAtTime(0.35, start + 0.02)
      loudness.gain.exponentialRampToValueAtTime(0.0001, start + noteSeconds)
      note.connect(loudness).connect(sound.destination)
      note.start(start)
      note.stop(start + noteSeconds)
    })
  }
}

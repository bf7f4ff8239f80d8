import { describe, expect, it } from 'vitest'
import { themeColour } from '../../../server/documents/theme-look.ts'
import { text } from '../../guards/tree.ts'

type Light = readonly [number, number, number]
const tokens = text('client/ui/tokens.css')
const pair = (name: string): [light: string, dark: string] => {
  const [, light, dark] = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(tokens)!
  return [light!, dark!]
}
const places = Array.from({ length: 12 }, (_, place) => place)
const linear = (hex: string): Light =>
  [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as unknown as Light
const dot = (row: readonly number[], [r, g, b]: Light): number => row[0]! * r + row[1]! * g + row[2]! * b
const luminance = (hex: string): number => dot([0.2126, 0.7152, 0.0722], linear(hex))
const contrast = (a: string, b: string): number => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high! + 0.05) / (low! + 0.05)
}

/** What people without one kind of cone see. Source: Machado, Oliveira and Fernandes 2009, severity 1. */
const eyes: Record<string, readonly (readonly number[])[]> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}
/** OKLab, in which equal distances look equal. */
const oklab = (light: Light): Light => {
  const cones = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
  ].map((row) => Math.cbrt(dot(row, light))) as unknown as Light
  return [
    [0.2104542553, 0.793617785, -0.0040720468],
    [1.9779984951, -2.428592205, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.808675766],
  ].map((row) => dot(row, cones)) as unknown as Light
}
const seen = (hex: string, eye: string): Light =>
  oklab(eyes[eye]!.map((row) => Math.min(1, Math.max(0, dot(row, linear(hex))))) as unknown as Light)
const nearest = (colours: readonly string[], eye: string): number =>
  Math.min(
    ...colours.flatMap((one, at) =>
      colours.slice(at + 1).map((other) => {
        const [a, b] = [seen(one, eye), seen(other, eye)]
        return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
      }),
    ),
  )

describe('the colours of themes', () => {
  const [lightInk, darkInk] = pair('theme-ink')
  it('[PX11] text on each is read by light and in the dark, and by who asks for more contrast', () => {
    for (const place of places) {
      const [light, dark] = pair(`theme-${place}`)
      expect(contrast(light, lightInk)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(dark, darkInk)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(light, '#000000')).toBeGreaterThanOrEqual(7)
      expect(contrast(dark, '#ffffff')).toBeGreaterThanOrEqual(7)
    }
  })
  it.each([
    ['all', 0.09, 0.08],
    ['protan', 0.048, 0.04],
    ['deutan', 0.048, 0.04],
    ['tritan', 0.035, 0.03],
  ])('[PX11] no two are alike to eyes of kind %s', (eye, light, dark) => {
    const colours = places.map((place) => pair(`theme-${place}`))
    expect(
      nearest(
        colours.map(([one]) => one),
        eye,
      ),
    ).toBeGreaterThanOrEqual(light)
    expect(
      nearest(
        colours.map(([, one]) => one),
        eye,
      ),
    ).toBeGreaterThanOrEqual(dark)
  })
  it('[PX11] documents use those of the screens by light', () => {
    expect(places.map(themeColour)).toEqual(places.map((place) => pair(`theme-${place}`)[0]))
  })
})

/** How long this process has worked so far, in ms: what else a machine does meanwhile does not count. */
export const workedMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

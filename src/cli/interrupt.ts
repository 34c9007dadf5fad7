/** A command that leaves things to be cleared away, which it does on `exit`, is told to stop. */
const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

/** Ends the process by `exit` when it is told to stop, while `work` goes on. */
export async function interruptible<T>(work: () => Promise<T>): Promise<T> {
  const listeners = Object.entries(codes).map(([signal, code]) => [signal, () => process.exit(code)] as const)
  for (const [signal, leave] of listeners) process.once(signal, leave)
  try {
    return await work()
  } finally {
    for (const [signal, leave] of listeners) process.off(signal, leave)
  }
}

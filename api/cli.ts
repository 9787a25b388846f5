/** `xiaobao`: the house at the command line. */
import { Command } from 'commander'
import { verifyHouse } from './verify-house.ts'
import { registerVerify } from './verify.ts'

const VERIFY = 'verify'
const program = new Command('xiaobao').description(
  '消保: the consumer-protection mechanisms of a financial institution, executed, recorded and provable',
)

// Whoever verifies a long trail needs the memory that the server and its schema would take.
if (process.argv[2] !== VERIFY) {
  const { registerCommands } = await import('./commands.ts')
  registerCommands(program)
}
registerVerify(program, verifyHouse)

/** Errors whose message says what to do; of others it helps to know where they come from. */
const TOLD = ['Error', 'ConfigError', 'KeyError', 'MigrationError', 'EmbeddedError']

try {
  await program.parseAsync()
} catch (error) {
  const told = error instanceof Error && TOLD.includes(error.name)
  process.stderr.write(
    `xiaobao: ${told ? error.message : String((error as Error).stack ?? error)}\n`,
  )
  process.exitCode = 1
}

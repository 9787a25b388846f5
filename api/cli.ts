/** `xiaobao`: the house at the command line. */
import { Command } from 'commander'
import { ConfigError } from './config.ts'
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

try {
  await program.parseAsync()
} catch (error) {
  const known = error instanceof ConfigError || (error instanceof Error && error.name === 'Error')
  process.stderr.write(
    `xiaobao: ${known ? error.message : String((error as Error).stack ?? error)}\n`,
  )
  process.exitCode = 1
}

// The whole network of the AT Protocol: directory of identities, server of accounts, app view. Prints one line "READY {…}".
// Environment: DB_POSTGRES_URL (an empty database), REDIS_HOST; RATE_LIMITS=1 for a server that counts calls.
const { TestNetwork } = require('@atproto/dev-env')

const start = async () => {
  const network = await TestNetwork.create({
    pds: { hostname: 'localhost', enableDidDocWithSession: true, rateLimitsEnabled: process.env.RATE_LIMITS === '1' },
    bsky: { dbPostgresSchema: 'bsky' },
  })
  const close = async () => {
    await network.close()
    process.exit(0)
  }
  process.on('SIGTERM', close)
  process.on('SIGINT', close)
  console.log('READY ' + JSON.stringify({ pds: network.pds.url, appView: network.bsky.url }))
}

start().catch((failure) => {
  console.error(failure)
  process.exit(1)
})

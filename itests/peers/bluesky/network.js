// The whole network of the AT Protocol: directory of identities, server of accounts, app view. Prints one line "READY {…}".
// Environment: DB_POSTGRES_URL (an empty database), REDIS_HOST. A second server of accounts counts calls, as the public one does.
const { TestNetwork, TestPds } = require('@atproto/dev-env')

const start = async () => {
  const network = await TestNetwork.create({
    pds: { hostname: 'localhost', enableDidDocWithSession: true },
    bsky: { dbPostgresSchema: 'bsky' },
  })
  const limited = await TestPds.create({
    didPlcUrl: network.plc.url,
    hostname: 'localhost',
    inviteRequired: false,
    rateLimitsEnabled: true,
    bskyAppViewUrl: network.bsky.url,
    bskyAppViewDid: network.bsky.serverDid,
  })
  const close = async () => {
    await limited.close()
    await network.close()
    process.exit(0)
  }
  process.on('SIGTERM', close)
  process.on('SIGINT', close)
  console.log('READY ' + JSON.stringify({ pds: network.pds.url, appView: network.bsky.url, limited: limited.url }))
}

start().catch((failure) => {
  console.error(failure)
  process.exit(1)
})

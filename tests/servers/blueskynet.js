// The PLC directory, a PDS and the AppView of the AT Protocol's reference implementation, on loopback.
// Environment: FOLDER (everything lies in it), DATABASE (of PostgreSQL), PLC_PORT, PDS_PORT, APPVIEW_PORT,
// RATE_LIMITS=1 (the PDS counts what it is asked), DOCUMENTS=1 (a session says where its account lives).
const fs = require('node:fs')
const path = require('node:path')
const { TestBsky, TestPds, TestPlc, mockNetworkUtilities } = require('@atproto/dev-env')

const port = (name) => Number(process.env[name])
const folder = process.env.FOLDER

async function begin() {
  const data = path.join(folder, 'pds')
  fs.mkdirSync(data, { recursive: true })
  const plc = await TestPlc.create({ port: port('PLC_PORT') })
  const appview = await TestBsky.create({
    port: port('APPVIEW_PORT'),
    publicUrl: `http://localhost:${port('APPVIEW_PORT')}`,
    plcUrl: plc.url,
    pdsPort: port('PDS_PORT'),
    repoProvider: `ws://localhost:${port('PDS_PORT')}`,
    dbPostgresUrl: process.env.DATABASE,
    dbPostgresSchema: 'appview',
  })
  const pds = await TestPds.create({
    port: port('PDS_PORT'),
    hostname: 'localhost',
    didPlcUrl: plc.url,
    dataDirectory: data,
    blobstoreDiskLocation: path.join(data, 'blobs'),
    bskyAppViewUrl: appview.url,
    bskyAppViewDid: appview.serverDid,
    enableDidDocWithSession: process.env.DOCUMENTS === '1',
    rateLimitsEnabled: process.env.RATE_LIMITS === '1',
  })
  mockNetworkUtilities(pds, appview) // handles under .test are asked of this PDS, there being no DNS for them
  fs.writeFileSync(path.join(folder, 'ready'), 'yes\n')
  process.on('SIGTERM', () => process.exit(0))
}

begin().catch((error) => {
  console.error(error)
  process.exit(1)
})

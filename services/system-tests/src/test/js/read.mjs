// Reads a file through a trustless gateway with Helia, which verifies every block: node read.mjs GATEWAY CID
import './with-resolvers.mjs'
import { createHash } from 'node:crypto'
import { trustlessGateway } from '@helia/block-brokers'
import { createHeliaHTTP } from '@helia/http'
import { httpGatewayRouting } from '@helia/routers'
import { unixfs } from '@helia/unixfs'
import { CID } from 'multiformats/cid'

const [gateway, cid] = process.argv.slice(2)
const helia = await createHeliaHTTP({
  blockBrokers: [trustlessGateway({ allowInsecure: true, allowLocal: true })],
  routers: [httpGatewayRouting({ gateways: [gateway] })]
})
const hash = createHash('sha256')
let length = 0
for await (const chunk of unixfs(helia).cat(CID.parse(cid))) {
  hash.update(chunk)
  length += chunk.length
}
await helia.stop()
console.log(`${length} ${hash.digest('hex')}`)

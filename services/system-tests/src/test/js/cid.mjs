// Prints the CID that an independent importer gives: node cid.mjs PROFILE FILE|FOLDER
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { BlackHoleBlockstore } from 'blockstore-core/black-hole'
import { importer } from 'ipfs-unixfs-importer'
import { fixedSize } from 'ipfs-unixfs-importer/chunker'
import { balanced } from 'ipfs-unixfs-importer/layout'

const profiles = {
  'unixfs-v1-2025': { profile: 'unixfs-v1-2025' },
  'unixfs-v0-2015': { profile: 'unixfs-v0-2015' },
  'estuary-v1': {
    cidVersion: 1,
    rawLeaves: true,
    chunker: fixedSize({ chunkSize: 1024 * 1024 }),
    layout: balanced({ maxChildrenPerNode: 174 })
  }
}

async function * entries (path, root) {
  if ((await stat(path)).isFile()) {
    yield { path: relative(root, path), content: createReadStream(path) }
    return
  }
  for (const name of (await readdir(path)).sort()) {
    yield * entries(join(path, name), root)
  }
}

const [profile, path] = process.argv.slice(2)
const single = (await stat(path)).isFile()
const source = single ? [{ content: createReadStream(path) }] : entries(path, path)
let last
for await (const entry of importer(source, new BlackHoleBlockstore(), {
  ...profiles[profile],
  wrapWithDirectory: !single
})) {
  last = entry
}
console.log(last.cid.toString())

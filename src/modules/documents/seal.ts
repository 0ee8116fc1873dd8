import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Municipality } from '../../platform/acts/index.ts'
import { developmentSealer, loadSealer, type Sealer } from '../../platform/pdf/index.ts'
import type { Platform } from '../../platform/platform.ts'

export interface MunicipalSeal {
  readonly sealer: Sealer
  /** Certificates that are trusted when a document of the municipality is checked. */
  readonly trusted: readonly string[]
}

const seals = new Map<string, Promise<MunicipalSeal>>()

/**
 * The seal of a municipality: the certificate that its settings name (`seal: {certificate, key}`, PEM files), or a development one made
 * at first use, which says so in its name.
 */
export function sealOf(platform: Platform, municipality: Municipality): Promise<MunicipalSeal> {
  const key = `${platform.config.dataFolder}:${municipality.slug}`
  let seal = seals.get(key)
  if (!seal) {
    seal = openSeal(platform, municipality)
    seals.set(key, seal)
    seal.catch(() => seals.delete(key))
  }
  return seal
}

async function openSeal(platform: Platform, municipality: Municipality): Promise<MunicipalSeal> {
  const configured = municipality.settings.seal as { certificate: string; key: string; authority?: string } | undefined
  if (!configured) {
    const sealer = await developmentSealer(join(platform.config.dataFolder, 'seals'), municipality.name)
    return { sealer, trusted: [sealer.authorityPem] }
  }
  const certificatePem = readFileSync(configured.certificate, 'utf8')
  const sealer = loadSealer({ certificatePem, keyPem: readFileSync(configured.key, 'utf8') })
  return { sealer, trusted: [configured.authority ? readFileSync(configured.authority, 'utf8') : certificatePem] }
}

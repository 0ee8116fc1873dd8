import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import {
  closeRenderer,
  developmentSealer,
  loadSealer,
  PdfError,
  renderPdf,
  type Sealer,
  SealerError,
  sealPdf,
  verifyPdf,
} from './index.ts'
import { outsideTool } from './outside-tools.ts'

const folder = mkdtempSync(join(tmpdir(), 'finestra-seal-'))
const AT = '2026-03-02T09:00:00Z'
const STATEMENT = { at: AT, name: 'Ajuntament de Vilamar', reason: 'Segell electrònic', location: 'Vilamar' }
let vilamar: Sealer & { authorityPem: string }
let plain: Uint8Array
let sealed: Uint8Array
let trusted: string[]

before(async () => {
  vilamar = await developmentSealer(join(folder, 'keys'), 'Ajuntament de Vilamar')
  trusted = [vilamar.authorityPem]
  const template =
    '#import "/house.typ": *\n#show: letter.with(title: "Certificat")\n#link("https://vilamar.example")[Vilamar]'
  plain = await renderPdf({ template, data: {}, lang: 'ca', at: AT })
  sealed = await sealPdf(plain, vilamar, STATEMENT)
})

after(() => {
  closeRenderer()
  rmSync(folder, { recursive: true })
})

function saved(pdf: Uint8Array, name = 'sealed.pdf'): string {
  const path = join(folder, name)
  writeFileSync(path, pdf)
  return path
}

describe('a sealed document', () => {
  it('is good, and tells who sealed it, when and with what', () => {
    const { ok, signatures } = verifyPdf(sealed, { trusted })
    assert.equal(ok, true)
    assert.equal(signatures.length, 1)
    const [signature] = signatures
    assert.deepEqual(
      { ...signature, certificate: undefined },
      {
        name: 'Ajuntament de Vilamar',
        at: '2026-03-02T09:00:00.000Z',
        coversWholeDocument: true,
        digestOk: true,
        signatureOk: true,
        trusted: true,
        certificate: undefined,
        level: 'B-B',
        problems: [],
      },
    )
    assert.equal(signature?.certificate?.development, true)
    assert.match(signature?.certificate?.subject ?? '', /DEVELOPMENT.*O=Ajuntament de Vilamar/)
  })

  it('is good to pdfsig, which is not ours', () => {
    const report = outsideTool('pdfsig', saved(sealed))
    assert.match(report, /Signature is Valid/)
    assert.match(report, /Total document signed/)
    assert.match(report, /Signature Type: ETSI\.CAdES\.detached/)
    assert.match(report, /Signing Hash Algorithm: SHA-256/)
    assert.match(report, /Mar 02 2026 09:00:00/)
  })

  it('is sound to qpdf and still tagged', () => {
    assert.match(outsideTool('qpdf', '--check', saved(sealed)), /No syntax or stream encoding errors/)
    assert.match(outsideTool('pdfinfo', saved(sealed)), /Tagged: +yes/)
  })

  it('has the signed attributes of PAdES B-B, and no signing time (ETSI EN 319 142-1, 6.3)', () => {
    const text = Buffer.from(sealed).toString('latin1')
    const contents = /\/Contents <([0-9a-f]+)>/.exec(text)?.[1] ?? ''
    const cms = join(folder, 'signature.der')
    writeFileSync(cms, Buffer.from(contents, 'hex'))
    const parsed = outsideTool('openssl', 'asn1parse', '-inform', 'DER', '-in', cms)
    assert.match(parsed, /id-smime-aa-signingCertificateV2/)
    assert.match(parsed, /messageDigest/)
    assert.match(parsed, /contentType/)
    assert.doesNotMatch(parsed, /signingTime/)
    assert.match(text, /\/M \(D:20260302090000Z\)/)
  })

  it('begins with the bytes of the document that was sealed', () => {
    assert.deepEqual(Buffer.from(sealed.subarray(0, plain.length)), Buffer.from(plain))
  })

  it('keeps its first seal when another signature follows', async () => {
    const castelverde = await developmentSealer(join(folder, 'keys'), 'Comune di Castelverde')
    const twice = await sealPdf(sealed, castelverde, { at: '2026-03-03T09:00:00Z', name: 'Giulia Conti' })
    const { ok, signatures } = verifyPdf(twice, { trusted })
    assert.equal(ok, true)
    assert.deepEqual(
      signatures.map(({ name, coversWholeDocument, digestOk }) => [name, coversWholeDocument, digestOk]),
      [
        ['Ajuntament de Vilamar', false, true],
        ['Giulia Conti', true, true],
      ],
    )
    const report = outsideTool('pdfsig', saved(twice))
    assert.equal(report.match(/Signature is Valid/g)?.length, 2)
    assert.match(outsideTool('qpdf', '--check', saved(twice)), /No syntax or stream encoding errors/)
  })
})

describe('an altered document', () => {
  it('is found out whichever byte was changed', () => {
    const start = Buffer.from(sealed).indexOf('/Contents <')
    const end = Buffer.from(sealed).indexOf('>', start)
    const unseen: number[] = []
    let tried = 0
    for (let at = 0; at < sealed.length; at += at > start && at < end ? 1 : 3) {
      const copy = Buffer.from(sealed)
      copy[at] = (copy[at] ?? 0) ^ 1
      tried += 1
      if (verifyPdf(copy, { trusted }).ok) unseen.push(at)
    }
    assert.ok(tried > 5000)
    assert.deepEqual(unseen, [])
  })

  it('is found out whichever digit of the signature became whichever other', () => {
    const start = Buffer.from(sealed).indexOf('/Contents <') + 11
    const unseen: string[] = []
    // The frame around certificate and signature, where nothing is signed: 60 bytes at the head; and the last of the zeros.
    for (const at of [...Array(120).keys(), sealed.indexOf(0x3e, start) - start - 1]) {
      for (const digit of '0123456789abcdefA <>') {
        const copy = Buffer.from(sealed)
        if (copy[start + at] === digit.charCodeAt(0)) continue
        copy[start + at] = digit.charCodeAt(0)
        if (verifyPdf(copy, { trusted }).ok) unseen.push(`${at} ${digit}`)
      }
    }
    assert.deepEqual(unseen, [])
  })

  it('is found out when something is put at its end or taken away', () => {
    assert.equal(verifyPdf(Buffer.concat([sealed, Buffer.from('\n')]), { trusted }).ok, false)
    assert.equal(verifyPdf(Buffer.concat([sealed, plain]), { trusted }).ok, false)
    assert.equal(verifyPdf(sealed.subarray(0, -1), { trusted }).ok, false)
    assert.equal(verifyPdf(sealed.subarray(0, plain.length), { trusted }).ok, false)
  })

  it('says that it was altered, apart from whether the seal is genuine', () => {
    const copy = Buffer.from(sealed)
    copy.write('9', copy.indexOf('%PDF-1.') + 7)
    const [signature] = verifyPdf(copy, { trusted }).signatures
    assert.deepEqual([signature?.digestOk, signature?.signatureOk], [false, true])
    assert.match(signature?.problems.join() ?? '', /altered/)
  })
})

describe('trust', () => {
  it('is refused to the seal of an authority that nobody told us to trust', async () => {
    const stranger = await developmentSealer(join(folder, 'stranger'), 'Ajuntament de Vilamar')
    const forged = await sealPdf(plain, stranger, STATEMENT)
    const check = verifyPdf(forged, { trusted })
    assert.deepEqual([check.ok, check.signatures[0]?.signatureOk, check.signatures[0]?.trusted], [false, true, false])
    assert.equal(verifyPdf(forged, { trusted: [stranger.authorityPem] }).ok, true)
  })

  it('is refused to a seal dated before its certificate began', async () => {
    const early = await sealPdf(plain, vilamar, { ...STATEMENT, at: '2001-01-01T00:00:00Z' })
    assert.equal(verifyPdf(early, { trusted }).ok, false)
  })

  it('is refused to a file that is not a PDF, or has no signature', () => {
    assert.deepEqual(verifyPdf(Buffer.from('hello'), { trusted }), { ok: false, signatures: [] })
    assert.deepEqual(verifyPdf(plain, { trusted }), { ok: false, signatures: [] })
  })
})

describe('a time-stamp', () => {
  it('of an authority (openssl plays it) makes the seal B-T, with the time that the authority tells', async () => {
    const authority = timestampAuthority()
    const stamped = await sealPdf(plain, { ...vilamar, timestamp: authority.answer }, STATEMENT)
    const check = verifyPdf(stamped, { trusted: [...trusted, authority.rootPem] })
    assert.deepEqual([check.ok, check.signatures[0]?.level, check.signatures[0]?.problems], [true, 'B-T', []])
    assert.ok(Math.abs(Date.parse(check.signatures[0]?.at ?? '') - Date.now()) < 60_000)
    assert.equal(verifyPdf(stamped, { trusted }).ok, false, 'a time-stamp of a stranger is not trusted')
    assert.match(outsideTool('pdfsig', saved(stamped)), /Signature is Valid/)
    const unseen: number[] = []
    const from = Buffer.from(stamped).indexOf('/Contents <')
    for (let at = from; at < from + 12_000; at += 3) {
      const copy = Buffer.from(stamped)
      copy[at] = (copy[at] ?? 0) ^ 1
      if (verifyPdf(copy, { trusted: [...trusted, authority.rootPem] }).ok) unseen.push(at - from)
    }
    assert.deepEqual(unseen, [])
  })

  function timestampAuthority(): { rootPem: string; answer: (request: Uint8Array) => Promise<Uint8Array> } {
    const file = (name: string) => join(folder, name)
    const config = `[req]\ndistinguished_name=dn\nprompt=no\n[dn]\nCN=Test time\n[ca]\nbasicConstraints=critical,CA:true\n
[tsa]\nextendedKeyUsage=critical,timeStamping\n[tsa_config]\nserial=${file('serial')}\ndefault_policy=1.2.3.4\nsigner_digest=sha256
digests=sha256\naccuracy=secs:1\nordering=no\ness_cert_id_alg=sha256\n`
    writeFileSync(file('tsa.cnf'), config)
    writeFileSync(file('serial'), '01\n')
    const create = (name: string, ...more: string[]) =>
      outsideTool(
        'openssl',
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-config', file('tsa.cnf')],
        ...['-keyout', file(`${name}.key`), '-out', file(`${name}.pem`), ...more],
      )
    create('root', '-extensions', 'ca', '-subj', '/CN=Test root')
    create('tsa', '-extensions', 'tsa', '-CA', file('root.pem'), '-CAkey', file('root.key'))
    const signer = ['-signer', file('tsa.pem'), '-inkey', file('tsa.key'), '-config', file('tsa.cnf')]
    const answer = async (request: Uint8Array) => {
      writeFileSync(file('request.tsq'), request)
      outsideTool(
        'openssl',
        ...[
          'ts',
          '-reply',
          '-section',
          'tsa_config',
          '-queryfile',
          file('request.tsq'),
          '-out',
          file('answer.tsr'),
          ...signer,
        ],
      )
      return readFileSync(file('answer.tsr'))
    }
    return { rootPem: readFileSync(file('root.pem'), 'utf8'), answer }
  }
})

describe('the keys', () => {
  it('of the development seal are made once, for their owner only', async () => {
    const keys = join(folder, 'keys')
    for (const name of readdirSync(keys)) assert.equal(statSync(join(keys, name)).mode & 0o777, 0o600, name)
    const again = await developmentSealer(keys, 'Ajuntament de Vilamar')
    assert.equal(again.certificate.fingerprint256, vilamar.certificate.fingerprint256)
    assert.match(again.certificate.subject, /DEVELOPMENT/)
  })

  it('are the same for processes that start at the same moment', async () => {
    const place = join(folder, 'together')
    const made = await Promise.all(Array.from({ length: 5 }, () => developmentSealer(place, 'Vilamar')))
    assert.equal(new Set(made.map(({ certificate }) => certificate.fingerprint256)).size, 1)
    assert.equal(verifyPdf(await sealPdf(plain, made[3]!, STATEMENT), { trusted: [made[0]!.authorityPem] }).ok, true)
    assert.equal(readdirSync(place).length, 2)
  })

  it('of another maker (openssl, RSA) seal as well', async () => {
    const [key, certificate] = [join(folder, 'rsa.key'), join(folder, 'rsa.pem')]
    const made = ['req', '-x509', '-newkey', 'rsa:3072', '-nodes', '-days', '30', '-keyout', key, '-out', certificate]
    outsideTool('openssl', ...made, '-subj', '/O=Ajuntament de Vilamar/CN=Segell')
    const certificatePem = readFileSync(certificate, 'utf8')
    const sealer = loadSealer({ certificatePem, keyPem: readFileSync(key, 'utf8') })
    const document = await sealPdf(plain, sealer, { at: new Date(Date.now() + 1000).toISOString() })
    const check = verifyPdf(document, { trusted: [certificatePem] })
    assert.deepEqual([check.ok, check.signatures[0]?.certificate?.development], [true, false])
    assert.match(outsideTool('pdfsig', saved(document)), /Signature is Valid/)
  })

  for (const [what, options] of [
    ['AES, as made today', []],
    ['triple DES, as in older files', ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
  ] as const) {
    it(`come from a PKCS #12 file (openssl, ${what}) with its password, and with no other`, async () => {
      const [p12File, source] = [join(folder, 'seal.p12'), join(folder, 'keys', 'seal-ajuntament-de-vilamar.pem')]
      const chain = ['-certfile', join(folder, 'keys', 'authority.pem')]
      outsideTool(
        'openssl',
        ...['pkcs12', '-export', '-in', source, ...chain, '-out', p12File, '-passout', 'pass:clauà', ...options],
      )
      const p12 = readFileSync(p12File)
      const document = await sealPdf(plain, loadSealer({ p12, password: 'clauà' }), STATEMENT)
      assert.equal(verifyPdf(document, { trusted }).ok, true)
      assert.throws(() => loadSealer({ p12, password: 'other' }), SealerError)
    })
  }

  it('that do not belong to the certificate are refused with what to do', () => {
    const keyPem = readFileSync(join(folder, 'keys', 'authority.pem'), 'utf8')
    const certificatePem = readFileSync(join(folder, 'keys', 'seal-ajuntament-de-vilamar.pem'), 'utf8')
    assert.throws(
      () => loadSealer({ certificatePem, keyPem }),
      (error) => error instanceof SealerError && error.remedy.length > 0,
    )
  })
})

describe('a file that cannot be sealed', () => {
  for (const [what, bytes] of [
    ['not a PDF', Buffer.from('hello')],
    ['empty', Buffer.alloc(0)],
    ['a PDF cut in half', undefined],
  ] as const) {
    it(`is refused with what to do: ${what}`, async () => {
      const file = bytes ?? plain.subarray(0, plain.length / 2)
      await assert.rejects(
        () => sealPdf(file, vilamar, STATEMENT),
        (error) => error instanceof PdfError && error.remedy.length > 0,
      )
    })
  }
})

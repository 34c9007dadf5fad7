import { describe, expect, it } from 'vitest'
import { pictureFault } from './picture-address.ts'

const own = ['sambatan.test', '10.0.0.7:3000']

describe('the address of a picture', () => {
  it('may be anywhere on the web where nothing can be changed on the way', () => {
    for (const address of [
      'https://cdn.example.com/melati.png',
      'https://cdn.example.com',
      'https://cdn.example.com/a%20b/..%2f?x=1#/api/',
      'https://CDN.example.com:8443/@foto/a.webp',
      'https://not-sambatan.test/api/sambatan/people/me/export',
      'https://sambatan.test:8443/melati.png',
      'https://[2001:db8::1]/a.png',
      'https://foto.contoh.id/melati senja.png'.replace(' ', '+'),
    ]) {
      expect(pictureFault(address, own), address).toBeUndefined()
    }
  })

  it('is on this server that of a picture', () => {
    for (const address of [
      '/assets/demo/melati-senja.svg',
      '/photos/0c5a_-Z/1600.webp',
      'https://sambatan.test/photos/0c5a/480.webp',
      'https://10.0.0.7:3000/assets/demo/teh-pagi.svg',
    ]) {
      expect(pictureFault(address, own), address).toBeUndefined()
    }
  })

  it('is nothing else of this server, however it is written', () => {
    const paths = [
      '/api/sambatan/people/me/export',
      '/',
      '/me',
      '/sign-out',
      '/assets/demo',
      '/assets/demo/',
      '/assets/demo/../../api/x.svg',
      '/assets/demo/..',
      '/assets/demo/%2e%2e/x.svg',
      '/assets/demo/..%2f..%2fapi.svg',
      '/assets/other/melati.svg',
      '/photos/../api/1.webp',
      '/photos/0c5a/..%2f1.webp',
      '/photos/0c5a/480.webp/../../../me',
      '/photos/0c5a/480.webp?x',
      '/photos/0c5a/480.webp#x',
      '/Photos/0c5a/480.webp',
      '/photos\\0c5a\\480.webp',
      '/photos/0c5a/480.webp\n',
      '/share/melati.png',
      '/.',
    ]
    for (const path of paths) {
      expect(pictureFault(path), path).toBe('elsewhere')
      expect(pictureFault(`https://sambatan.test${path}`, own), path).toMatch(/elsewhere|form/)
    }
    for (const host of [
      'SAMBATAN.test',
      'sambatan.test:443',
      'sambatan.test.',
      'sambatan.test.:443',
      'sambatan%2etest',
      '%73ambatan.test',
      'ｓambatan.test',
      '10.0.0.7:3000',
      '0x0a000007:3000',
      '167772167:3000',
      '10.7:03000',
    ]) {
      expect(pictureFault(`https://${host}/me`, own), host).toBe('elsewhere')
    }
    expect(pictureFault('https://sambatan.test/photos/../me', own)).toBe('elsewhere')
    expect(pictureFault('https://sambatan.test/me', ['sambatan.test:80'])).toBe('elsewhere')
    expect(pictureFault('https://sambatan.test', own)).toBe('elsewhere')
  })

  it('is never one that travels in the open', () => {
    for (const address of ['http://cdn.example.com/a.png', 'HTTP://sambatan.test/photos/0c5a/480.webp']) {
      expect(pictureFault(address, own), address).toBe('insecure')
    }
  })

  it('is an address, and says whom it calls', () => {
    for (const address of [
      '',
      'melati.png',
      'javascript:alert(1)',
      'data:image/svg+xml,x',
      'ftp://example.com/a.png',
      '//evil.example/x.png',
      '/\\evil.example',
      '\\\\evil.example',
      ' https://example.com/a.png',
      'https:',
      'https://',
      'https:///sambatan.test/me',
      'https:/sambatan.test/me',
      'https:sambatan.test/me',
      'https:\\\\sambatan.test\\me',
      'https://cdn.example.com\\@sambatan.test/me',
      'https://cdn.example.com@sambatan.test/me',
      'https://u:p@cdn.example.com/a.png',
      'https://sambatan\t.test/me',
      'https://cdn.example.com/a b.png',
      'https://cdn.example.com:99999/a.png',
      'https://a..%00/',
      'HTTPS://cdn.example.com/a.png',
    ]) {
      expect(pictureFault(address, own), JSON.stringify(address)).toBe('form')
    }
  })
})

import autocannon from 'autocannon'

export interface Load {
  perSecond: number
  p50: number
  p99: number
  answered: number
  refused: number
}

/**
 * Sends joins over keep-alive connections, one at a time each, for some seconds: every one from another buyer and with an
 * idempotency key of its own.
 */
export async function joinLoad(url: string, serviceKey: string, connections: number, seconds: number): Promise<Load> {
  let sent = 0
  const run = Math.random().toString(36).slice(2)
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        setupRequest(request) {
          sent += 1
          request.headers = {
            'content-type': 'application/json',
            authorization: `Bearer ${serviceKey}`,
            'idempotency-key': `${run}-${sent}`,
          }
          request.body = `{"user_id":"buyer-${run}-${sent}","quantity":1,"shipping_address":"Jalan Melati No. 5, Sleman, DI Yogyakarta 55281"}`
          return request
        },
      },
    ],
  })
  return {
    perSecond: result['2xx'] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    answered: result['2xx'],
    refused: result.non2xx + result.errors,
  }
}

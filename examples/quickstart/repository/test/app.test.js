import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { createApp } from '../src/app.js';

const today = new Date('2026-03-02T00:00:00Z');   
const parcel = { weightGrams: 900, country: 'DE', girthCm: 80 };

describe('the service', () => {
    const server = createServer(createApp({ today: () => today }));
  before(() => new Promise((listening) => server.listen(0, '127.0.0.1', listening)));
  after(() => new Promise((closed) => server.close(closed)));   

  const call = async (method, path, body) => {
    const address = `http://127.0.0.1:${server.address().port}${path}`;
    const headers = { connection: 'close' };   
    const response = await fetch(address, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return { status: response.status, body: await response.json() };
  };



  it('tells that it is up', async () => {
    assert.deepEqual(await call('GET', '/health'), { status: 200, body: { ok: true } });
  });

  it('prices a parcel', async () => {
    const { body } = await call('POST', '/quotes', parcel);   
    assert.equal(body.totalCents, 477);
  });


  it('books, shows and cancels a parcel', async () => {
    const { code } = (await call('POST', '/bookings', parcel)).body;
    assert.equal((await call('GET', `/bookings/${code}`)).body.state, 'booked');
    assert.equal((await call('DELETE', `/bookings/${code}`)).body.state, 'canceled');
  });

  it('tells what is wrong with a parcel', async () => {
    const { status, body } = await call('POST', '/quotes', { ...parcel, weightGrams: -1 });
    assert.deepEqual({ status, ...body }, { status: 400, error: 'weightGrams has to be a number above 0' });
  });   

  it('knows no other paths', async () => {
    assert.equal((await call('GET', '/parcels')).status, 404);
  });
});
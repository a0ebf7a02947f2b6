import { type Answer, type ProviderPeer, startPeer } from './provider-peer.ts';

export interface FiledRequest {
  id: string;
  fields: Record<string, string>;
  status: string;
  notes: string;
}

/** A contractor's GeoReport v2 server with the quirks that the specification allows. */
export interface Open311Peer extends ProviderPeer {
  filed: FiledRequest[];
  /** Gives a token instead of a number; the number is told at so-many-th asking. */
  tokenAfter: number;
  /** Takes the next request and dies before it answers. */
  swallow: boolean;
}

const XML = { 'content-type': 'text/xml; charset=utf-8' };
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const xml = (body: string, status = 200): Answer => ({
  status,
  headers: XML,
  body: Buffer.from(`<?xml version="1.0" encoding="utf-8"?>\n${body}`),
});
const refused = (status: number, description: string) =>
  xml(
    `<errors><error><code>${status}</code><description>${description}</description></error></errors>`,
    status,
  );

/** XML alone; one number in a question; a required list; «Closed» with a capital; notes in CDATA. */
export async function startOpen311Peer(): Promise<Open311Peer> {
  const filed: FiledRequest[] = [];
  const tokens = new Map<string, { id: string; asked: number }>();
  const written = ({ id, fields, status, notes }: FiledRequest) => `<request>
    <service_request_id>${id}</service_request_id><status>${status}</status>
    <status_notes>${notes ? `<![CDATA[${notes}]]>` : ''}</status_notes>
    <service_code>${fields.service_code}</service_code><description>${escaped(fields.description ?? '')}</description>
    <requested_datetime>2026-11-20T05:00:00+07:00</requested_datetime><updated_datetime>2026-11-20T06:00:00+07:00</updated_datetime>
  </request>`;
  const peer = await startPeer(({ method, path, query, body }) => {
    const resource = /^\/v2\/(.+)\.xml$/.exec(path)?.[1];
    if (!resource)
      return { status: 404, headers: { 'content-type': 'text/html' }, body: Buffer.from('<h1>Not found') };
    if (query.get('jurisdiction_id') !== 'city.example')
      return refused(400, 'jurisdiction_id was not provided');
    if (resource === 'services')
      return xml(`<services><service><service_code>014</service_code><service_name>Ямы &amp; выбоины</service_name>
        <description/><metadata>true</metadata><type>realtime</type><keywords/><group>Дороги</group></service></services>`);
    if (resource === 'services/014')
      return xml(`<service_definition><service_code>014</service_code><attributes>
        <attribute><variable>true</variable><code>DEPTH</code><datatype>singlevaluelist</datatype><required>true</required>
          <datatype_description/><order>1</order><description>Глубина ямы</description>
          <values><value><key>d1</key><name>До 5 см</name></value><value><key>d2</key><name>Глубже</name></value></values></attribute>
        <attribute><variable>false</variable><code>NOTE</code><datatype>text</datatype><required>false</required><order>2</order>
          <description>Ямы засыпают по будням</description></attribute>
        </attributes></service_definition>`);
    if (resource === 'requests' && method === 'POST') {
      const fields = Object.fromEntries(new URLSearchParams(body.toString()));
      if (fields.api_key !== 'contractor-key') return refused(403, 'api_key was not valid');
      if (!fields['attribute[DEPTH]']) return refused(400, 'attribute[DEPTH] was not provided');
      if (!(fields.lat && fields.long) && !fields.address_string)
        return refused(400, 'lat, long was not provided');
      const id = `R-${filed.length + 1}`;
      filed.push({ id, fields, status: 'Open', notes: '' });
      if (self.swallow) {
        self.swallow = false;
        return {
          status: 504,
          headers: { 'content-type': 'text/html' },
          body: Buffer.from('<h1>Gateway timeout'),
        };
      }
      if (self.tokenAfter === 0)
        return xml(`<service_requests><request><service_request_id>${id}</service_request_id><service_notice/>
          <account_id/></request></service_requests>`);
      tokens.set(`t-${id}`, { id, asked: 0 });
      return xml(
        `<service_requests><request><token>t-${id}</token><service_notice/></request></service_requests>`,
      );
    }
    const token = tokens.get(/^tokens\/(.+)$/.exec(resource)?.[1] ?? '');
    if (token) {
      token.asked += 1;
      if (token.asked < self.tokenAfter) return refused(404, 'token was not found');
      return xml(
        `<service_requests><request><service_request_id>${token.id}</service_request_id></request></service_requests>`,
      );
    }
    if (resource === 'requests') {
      if (query.get('service_request_id')?.includes(','))
        return refused(400, 'service_request_id: one at a time');
      return xml(`<service_requests>${filed.map(written).join('')}</service_requests>`);
    }
    const one = filed.find(({ id }) => resource === `requests/${id}`);
    return one
      ? xml(`<service_requests>${written(one)}</service_requests>`)
      : refused(404, 'service_request_id was not found');
  });
  const self: Open311Peer = Object.assign(peer, { filed, tokenAfter: 0, swallow: false });
  return self;
}

import libxmljs from "libxmljs";

export function read(xml) {
  // ruleid: holdfast.javascript.xml-entities
  libxmljs.parseXml(xml, { noent: true });
  const options = { dtdload: true };
  // ruleid: holdfast.javascript.xml-entities
  libxmljs.parseXmlString(xml, options);

  // ok: holdfast.javascript.xml-entities
  libxmljs.parseXml(xml);
  // ok: holdfast.javascript.xml-entities
  libxmljs.parseXml(xml, { noent: false, nonet: true });
}

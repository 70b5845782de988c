import DOMPurify from "dompurify";

export function Reply({ text }) {
  const clean = DOMPurify.sanitize(text);
  return (
    <>
      {/* ruleid: holdfast.javascript.raw-html */}
      <p className="reply" dangerouslySetInnerHTML={{ __html: text }} />
      {/* ok: holdfast.javascript.raw-html */}
      <p>{text}</p>
      {/* ok: holdfast.javascript.raw-html */}
      <p dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(text) }} />
      {/* ok: holdfast.javascript.raw-html */}
      <p dangerouslySetInnerHTML={{ __html: clean }} />
      {/* ok: holdfast.javascript.raw-html */}
      <p dangerouslySetInnerHTML={{ __html: "&nbsp;" }} />
    </>
  );
}

export function show(node, text) {
  // ruleid: holdfast.javascript.raw-html
  node.innerHTML = text;
  // ruleid: holdfast.javascript.raw-html
  document.write(`<p>${text}</p>`);
  // ok: holdfast.javascript.raw-html
  node.textContent = text;
  // ok: holdfast.javascript.raw-html
  node.innerHTML = "";
}

import { useSearchParams } from "react-router-dom";

export function Links({ user }) {
  const [params] = useSearchParams();
  const next = params.get("next");
  const query = encodeURIComponent(params.get("q"));
  return (
    <nav>
      {/* ruleid: holdfast.javascript.link-from-input */}
      <a href={next}>back</a>
      {/* ruleid: holdfast.javascript.link-from-input */}
      <a href={user.website}>home page</a>
      {/* ok: holdfast.javascript.link-from-input */}
      <a href={`/search?q=${query}`}>search</a>
      {/* ok: holdfast.javascript.link-from-input */}
      <a href={sanitizeUrl(user.website)}>home page</a>
    </nav>
  );
}
